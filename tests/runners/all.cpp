// Table of contents of the case runners.
#include "tests/runners/runner.h"
#include "tests/runners/runners.h"

namespace sqsproof::tests {

namespace {

constexpr Runner kRunners[] = {
    {"document", run_document_case}, {"operators", run_decision_case},
    {"decide", run_decision_case},   {"questions", run_question_case},
    {"histories", run_history_case}, {"actions", run_action_case},
};

}  // namespace

std::span<const Runner> all_runners() { return kRunners; }

}  // namespace sqsproof::tests
