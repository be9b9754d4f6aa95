// Table of contents of the case runners.
#include "tests/runners/runner.h"
#include "tests/runners/runners.h"

namespace sqsproof::tests {

namespace {

constexpr Runner kRunners[] = {
    {"document", run_document_case},   // what the parser says
    {"requests", run_request_case},    // what the reader of requests says
    {"operators", run_decision_case},  // one condition operator
    {"decide", run_decision_case},     // what a policy decides
    {"questions", run_question_case},  // what is found about a policy
    {"diff", run_diff_case},           // what a policy lets in beyond another one
    {"lint", run_lint_case},           // rules that need no proof
    {"histories", run_history_case},   // what the judge says
    {"streams", run_stream_case},      // ... and says while it reads
    {"actions", run_action_case},      // what the embedded endpoint answers
};

}  // namespace

std::span<const Runner> all_runners() { return kRunners; }

}  // namespace sqsproof::tests
