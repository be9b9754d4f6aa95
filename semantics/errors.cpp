#include "semantics/errors.h"

#include <algorithm>

namespace sqsproof::semantics {
namespace {

constexpr std::string_view kModelled = "com.amazonaws.sqs#";
constexpr std::string_view kCoral = "com.amazon.coral.service#";

// Modelled errors: shape, code and status of the service model of 2012-11-05.
constexpr ErrorRow kRows[] = {
    {"BatchEntryIdsNotDistinct", kModelled, "AWS.SimpleQueueService.BatchEntryIdsNotDistinct", 400},
    {"BatchRequestTooLong", kModelled, "AWS.SimpleQueueService.BatchRequestTooLong", 400},
    {"EmptyBatchRequest", kModelled, "AWS.SimpleQueueService.EmptyBatchRequest", 400},
    {"InvalidAddress", kModelled, "InvalidAddress", 404},
    {"InvalidAttributeName", kModelled, "InvalidAttributeName", 400},
    {"InvalidAttributeValue", kModelled, "InvalidAttributeValue", 400},
    {"InvalidBatchEntryId", kModelled, "AWS.SimpleQueueService.InvalidBatchEntryId", 400},
    {"InvalidIdFormat", kModelled, "InvalidIdFormat", 400},
    {"InvalidMessageContents", kModelled, "InvalidMessageContents", 400},
    {"InvalidSecurity", kModelled, "InvalidSecurity", 403},
    {"KmsAccessDenied", kModelled, "KMS.AccessDeniedException", 400},
    {"KmsDisabled", kModelled, "KMS.DisabledException", 400},
    {"KmsInvalidKeyUsage", kModelled, "KMS.InvalidKeyUsageException", 400},
    {"KmsInvalidState", kModelled, "KMS.InvalidStateException", 400},
    {"KmsNotFound", kModelled, "KMS.NotFoundException", 400},
    {"KmsOptInRequired", kModelled, "KMS.OptInRequired", 403},
    {"KmsThrottled", kModelled, "KMS.ThrottlingException", 400},
    {"MessageNotInflight", kModelled, "AWS.SimpleQueueService.MessageNotInflight", 400},
    {"OverLimit", kModelled, "OverLimit", 403},
    {"PurgeQueueInProgress", kModelled, "AWS.SimpleQueueService.PurgeQueueInProgress", 403},
    {"QueueDeletedRecently", kModelled, "AWS.SimpleQueueService.QueueDeletedRecently", 400},
    {"QueueDoesNotExist", kModelled, "AWS.SimpleQueueService.NonExistentQueue", 400},
    {"QueueNameExists", kModelled, "QueueAlreadyExists", 400},
    {"ReceiptHandleIsInvalid", kModelled, "ReceiptHandleIsInvalid", 404},
    {"RequestThrottled", kModelled, "RequestThrottled", 403},
    {"ResourceNotFoundException", kModelled, "ResourceNotFoundException", 404},
    {"TooManyEntriesInBatchRequest", kModelled,
     "AWS.SimpleQueueService.TooManyEntriesInBatchRequest", 400},
    {"UnsupportedOperation", kModelled, "AWS.SimpleQueueService.UnsupportedOperation", 400},
    // Not in the model, recorded from the service.
    {"InvalidParameterValueException", kCoral, "InvalidParameterValue", 400},
    {"MissingRequiredParameterException", kCoral, "MissingParameter", 400},
    {"SerializationException", kCoral, "MalformedInput", 400},
    {"UnknownOperationException", kCoral, "UnknownOperationException", 404},
    {"AccessDeniedException", "", "AccessDenied", 403},
    {"InvalidActionException", kCoral, "InvalidAction", 400},
    {"IncompleteSignatureException", kCoral, "IncompleteSignature", 400},
    {"MissingAuthenticationTokenException", kCoral, "MissingAuthenticationToken", 403},
    {"InvalidClientTokenIdException", kCoral, "InvalidClientTokenId", 403},
    {"SignatureDoesNotMatchException", kCoral, "SignatureDoesNotMatch", 403},
    {"RequestExpiredException", kCoral, "RequestExpired", 400},
    {"ThrottlingException", kCoral, "ThrottlingException", 403},
    {"ServiceUnavailable", kCoral, "ServiceUnavailable", 503},
    {"InternalFailure", kCoral, "InternalFailure", 500},
};

}  // namespace

std::span<const ErrorRow> all_errors() { return kRows; }

const ErrorRow* find_error(std::string_view name) {
  const auto* found = std::find_if(std::begin(kRows), std::end(kRows), [&](const ErrorRow& row) {
    return row.shape == name || row.query_code == name;
  });
  return found == std::end(kRows) ? nullptr : found;
}

std::string_view message_in_query(std::string_view shape, std::string_view message) {
  constexpr std::string_view kJson = "The specified queue does not exist.";
  if (shape != "QueueDoesNotExist" || message != kJson) return message;
  return "The specified queue does not exist for this wsdl version.";
}

}  // namespace sqsproof::semantics
