// The runners of the case folders, one file each.
#pragma once

#include <filesystem>

namespace sqsproof::tests {

void run_action_case(const std::filesystem::path& file);
void run_document_case(const std::filesystem::path& file);
void run_request_case(const std::filesystem::path& file);
void run_decision_case(const std::filesystem::path& file);
void run_diff_case(const std::filesystem::path& file);
void run_question_case(const std::filesystem::path& file);
void run_history_case(const std::filesystem::path& file);
void run_stream_case(const std::filesystem::path& file);
void run_lint_case(const std::filesystem::path& file);

}  // namespace sqsproof::tests
