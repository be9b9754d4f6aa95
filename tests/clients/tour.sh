#!/usr/bin/env bash
# Every action of SQS that the AWS CLI of Debian knows (it is older than message move tasks). It
# speaks the Query protocol and checks the MD5 digests of bodies.
# usage: tour.sh URL SCRATCH-FILE
set -euo pipefail
export AWS_ACCESS_KEY_ID=tour AWS_SECRET_ACCESS_KEY=tour AWS_DEFAULT_REGION=us-east-1
export AWS_EC2_METADATA_DISABLED=true AWS_PAGER= AWS_MAX_ATTEMPTS=1
endpoint=$1

# sqs ACTION [ARGUMENT]...: what the CLI prints, as text.
sqs() { /usr/bin/aws sqs "$@" --endpoint-url "$endpoint" --output text; }

# expect WANTED GOT WHAT
expect() {
  [[ "$2" == "$1" ]] && return
  printf '%s: expected `%s`, got `%s`\n' "$3" "$1" "$2"
  exit 1
}

queue=$(sqs create-queue --queue-name tour --attributes VisibilityTimeout=40 --tags team=a)
dead=$(sqs create-queue --queue-name tour-dead --query QueueUrl)
dead_arn=arn:aws:sqs:us-east-1:000000000000:tour-dead
expect "$queue" "$(sqs get-queue-url --queue-name tour)" GetQueueUrl
expect "$queue" "$(sqs list-queues --queue-name-prefix tour --query 'QueueUrls[0]')" ListQueues
printf '{"RedrivePolicy":"{\\"deadLetterTargetArn\\":\\"%s\\",\\"maxReceiveCount\\":\\"1\\"}"}' \
  "$dead_arn" >"$2"
sqs set-queue-attributes --queue-url "$queue" --attributes "file://$2"
expect 40 "$(sqs get-queue-attributes --queue-url "$queue" --attribute-names All \
  --query Attributes.VisibilityTimeout)" GetQueueAttributes
expect "$queue" "$(sqs list-dead-letter-source-queues --queue-url "$dead" \
  --query 'queueUrls[0]')" ListDeadLetterSourceQueues

sqs tag-queue --queue-url "$queue" --tags cost=b
sqs untag-queue --queue-url "$queue" --tag-keys team
expect b "$(sqs list-queue-tags --queue-url "$queue" --query Tags.cost)" ListQueueTags
sqs add-permission --queue-url "$queue" --label friend --aws-account-ids 111122223333 \
  --actions SendMessage
sqs remove-permission --queue-url "$queue" --label friend

sqs send-message --queue-url "$queue" --message-body 'grüße <&>' --message-attributes \
  'kind={DataType=String,StringValue=tour}' >/dev/null
handle=$(sqs receive-message --queue-url "$queue" --query 'Messages[0].ReceiptHandle')
sqs change-message-visibility --queue-url "$queue" --receipt-handle "$handle" \
  --visibility-timeout 0
expect None "$(sqs receive-message --queue-url "$queue" --query 'Messages[0].Body')" \
  'ReceiveMessage moves the message to the dead-letter queue'
read -r handle body < <(sqs receive-message --queue-url "$dead" --message-attribute-names All \
  --query 'Messages[0].[ReceiptHandle,Body]')
expect 'grüße <&>' "$body" ReceiveMessage
sqs delete-message --queue-url "$dead" --receipt-handle "$handle"

expect 2 "$(sqs send-message-batch --queue-url "$queue" \
  --entries Id=a,MessageBody=1 Id=b,MessageBody=2 --query 'length(Successful)')" SendMessageBatch
handle=$(sqs receive-message --queue-url "$queue" --query 'Messages[0].ReceiptHandle')
expect a "$(sqs change-message-visibility-batch --queue-url "$queue" \
  --entries "Id=a,ReceiptHandle=$handle,VisibilityTimeout=9" --query 'Successful[0].Id')" \
  ChangeMessageVisibilityBatch
expect 'None 1' "$(sqs delete-message-batch --queue-url "$queue" \
  --entries "Id=a,ReceiptHandle=$handle" --query '[Failed,length(Successful)]' |
  tr '\t' ' ')" DeleteMessageBatch
sqs purge-queue --queue-url "$queue"
sqs delete-queue --queue-url "$queue"
if sqs get-queue-url --queue-name tour >/dev/null 2>"$2"; then expect refused accepted GetQueueUrl; fi
grep -q 'AWS.SimpleQueueService.NonExistentQueue' "$2" ||
  expect 'AWS.SimpleQueueService.NonExistentQueue' "$(cat "$2")" 'an unknown queue'
echo 'the tour is complete'
