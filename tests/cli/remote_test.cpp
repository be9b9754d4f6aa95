// `conform` at somebody's endpoint: budgets, what is left behind, keys of two accounts, and what is
// known of endpoints.
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>
#include <thread>

#include "fixtures/http_endpoint.h"
#include "tests/cli/program.h"
#include "tests/cli/served.h"

namespace sqsproof::tests {
namespace {

using namespace semantics;

/// Of an endpoint at which no time has to pass.
const std::vector<std::string> kVirtual = {"--clock", "virtual", "--control-token", "word"};

std::vector<std::string> run_at(const std::string& url, const std::vector<std::string>& more) {
  std::vector<std::string> words = {"conform", "run", "--endpoint", url, "--only", "programs"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

std::vector<std::string> queues_at(const std::string& url) {
  const Answer answer = fixtures::HttpEndpoint({url}).call(ListQueuesRequest{});
  const auto* reply = std::get_if<Reply>(&answer);
  return reply ? std::get<ListQueuesResponse>(*reply).queue_urls : std::vector<std::string>{};
}

/// A run as a child process, whose words go to a file.
struct Started {
  std::string words = temporary_file("words", "");
  Child child;
  Started(const std::string& url, const std::vector<std::string>& more)
      : child({"bash", "-c", command(url, more, words)}) {
    for (int i = 0; i < 200 && queues_at(url).empty(); ++i) pause();
    EXPECT_FALSE(queues_at(url).empty()) << "it has begun";
  }
  static void pause() { std::this_thread::sleep_for(std::chrono::milliseconds(20)); }
  static std::string command(const std::string& url, const std::vector<std::string>& more,
                             const std::string& words) {
    std::string line = std::string("exec ") + SQSPROOF_PROGRAM;
    for (const std::string& word : run_at(url, more)) line += " " + word;
    return line + " >/dev/null 2>" + words;
  }
};

}  // namespace

TEST(Remote, ABudgetEndsTheRunUndecided) {
  const Served served;
  const Outcome outcome =
      run_program(run_at(served.url, {"delivery", "--cases", "3", "--request-budget", "60"}));
  EXPECT_EQ(outcome.exit_code, 3) << outcome.out;
  EXPECT_NE(outcome.out.find("the budget of 60 requests is spent"), std::string::npos)
      << outcome.out;
  EXPECT_NE(outcome.err.find("this run makes about"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.err.find("USD a million"), std::string::npos) << outcome.err;
  EXPECT_TRUE(queues_at(served.url).empty());
}

TEST(Remote, WhatNoBudgetCouldTestIsSkipped) {
  const Served served;
  const Outcome outcome = run_program({"conform", "run", "--endpoint", served.url, "authorization",
                                       "batch", "--only", "examples", "--request-budget", "3"});
  EXPECT_EQ(outcome.exit_code, 3) << outcome.out;
  EXPECT_NE(outcome.out.find(" examples\n           why: not tried: the budget of 3 requests"),
            std::string::npos)
      << outcome.out;
  EXPECT_NE(outcome.out.find("SKIP       authorization/"), std::string::npos) << outcome.out;
}

TEST(Remote, AnEndpointThatIsNotThereIsToldOnce) {
  const Outcome outcome = run_program({"conform", "run", "--endpoint", "http://127.0.0.1:1"});
  EXPECT_EQ(outcome.exit_code, 3) << outcome.out;
  EXPECT_NE(outcome.out.find(" requirements\n           why: no answer"), std::string::npos)
      << outcome.out;
  EXPECT_NE(outcome.out.find(" examples\n           why: not tried"), std::string::npos)
      << outcome.out;
  EXPECT_EQ(outcome.out.find("delivery/"), std::string::npos) << outcome.out;
}

TEST(Remote, AStoppedRunDeletesItsQueues) {
  const Served served;
  Started run(served.url, {"delay", "--cases", "6"});
  EXPECT_EQ(run.child.stop(), 130);
  EXPECT_TRUE(queues_at(served.url).empty());
}

TEST(Remote, ARunWhoseTerminalIsClosedDeletesItsQueues) {
  const Served served;
  Started run(served.url, {"delay", "--cases", "6"});
  run.child.send(SIGHUP);
  EXPECT_EQ(run.child.wait(), 130);
  EXPECT_TRUE(queues_at(served.url).empty());
}

TEST(Remote, AProgramThatFailedElsewhereIsNotReplayedHere) {
  const Served served(kVirtual);
  const std::string dir = std::filesystem::path(temporary_file("x", "")).parent_path().string();
  const Outcome failed =
      run_program(run_at(served.url, {"--canary", "--protocol", "query", "--replay-dir", dir,
                                      "--cases", "2", "--control-token", "word"}));
  ASSERT_EQ(failed.exit_code, 1) << failed.out << failed.err;
  const std::string command = "replay: sqsproof conform replay ";
  const std::string options =
      " --endpoint " + served.url + " --protocol query --control-token TOKEN";
  const std::size_t begin = failed.out.find(command), end = failed.out.find(options);
  ASSERT_TRUE(begin < end && end != std::string::npos) << failed.out;
  const std::string file = failed.out.substr(begin + command.size(), end - begin - command.size());
  const Outcome here = run_program({"conform", "replay", file});
  EXPECT_EQ(here.exit_code, 2);
  EXPECT_NE(here.err.find("failed at `" + served.url + "`"), std::string::npos) << here.err;
  EXPECT_NE(here.err.find("add" + options), std::string::npos) << here.err;
  EXPECT_EQ(run_program({"conform", "replay", file, "--endpoint", served.url, "--protocol", "query",
                         "--control-token", "word"})
                .exit_code,
            1);
}

TEST(Remote, AStoppedReplayDeletesItsQueues) {
  const std::string program = temporary_file("replay.json", R"({
    "format": "sqsproof-program", "version": 2, "requirement": "fifo/dedup/window-holds",
    "queue": {"fifo": true},
    "commands": [{"do": "send", "key": 1}, {"do": "send", "key": 1, "after_ms": 110000}]
  })");
  const Served served;
  Child replay({SQSPROOF_PROGRAM, "conform", "replay", program, "--endpoint", served.url});
  for (int i = 0; i < 200 && queues_at(served.url).empty(); ++i) Started::pause();
  EXPECT_FALSE(queues_at(served.url).empty()) << "it has begun";
  EXPECT_EQ(replay.stop(), 130);
  EXPECT_TRUE(queues_at(served.url).empty());
}

TEST(Remote, WhatACrashLeftIsCleanedUp) {
  const Served served;
  const CreateQueueRequest mine{"tests-of-mine", {}, {}};
  ASSERT_TRUE(std::holds_alternative<Reply>(fixtures::HttpEndpoint({served.url}).call(mine)));
  const std::vector<std::string> options = {"delay",          "--cases", "6",
                                            "--queue-prefix", "tests",   "--tag-queues"};
  Child run([&] {
    std::vector<std::string> command = {SQSPROOF_PROGRAM};
    for (const std::string& word : run_at(served.url, options)) command.push_back(word);
    return command;
  }());
  for (int i = 0; i < 200 && queues_at(served.url).size() < 2; ++i) Started::pause();
  run.crash();
  std::size_t tagged = 0;
  for (const std::string& url : queues_at(served.url)) {
    const Answer answer = fixtures::HttpEndpoint({served.url}).call(ListQueueTagsRequest{url});
    tagged += std::get<ListQueueTagsResponse>(std::get<Reply>(answer)).tags.contains("tool");
  }
  EXPECT_EQ(tagged + 1, queues_at(served.url).size());
  EXPECT_GT(tagged, 0U);
  std::vector<std::string> clean = {"conform",        "clean", "--endpoint", served.url,
                                    "--queue-prefix", "tests", "--dry-run"};
  EXPECT_EQ(run_program(clean).exit_code, 0);
  EXPECT_EQ(queues_at(served.url).size(), tagged + 1) << "a dry run deletes nothing";
  clean.pop_back();
  const Outcome cleaned = run_program(clean);
  EXPECT_EQ(cleaned.exit_code, 0) << cleaned.err;
  EXPECT_NE(cleaned.out.find(" queues deleted"), std::string::npos) << cleaned.out;
  ASSERT_EQ(queues_at(served.url).size(), 1U);
  EXPECT_TRUE(queues_at(served.url).front().ends_with("tests-of-mine"));
}

TEST(Remote, ASecondSignalLeavesAtOnceAndSaysHowToCleanUp) {
  const Served served;
  Started run(served.url, {"long-poll", "--cases", "6", "--jobs", "8"});
  run.child.send(SIGINT);
  run.child.send(SIGTERM);
  EXPECT_EQ(run.child.wait(), 130);
  EXPECT_NE(read_file(run.words).find("conform clean --endpoint " + served.url), std::string::npos)
      << read_file(run.words);
}

TEST(Remote, KeysOfTwoAccountsShowThatPoliciesAreEnforced) {
  const std::string credentials = temporary_file("two.json", R"({"Credentials": [
    {"AccessKeyId": "OWNER", "SecretAccessKey": "one", "Principal": "arn:aws:iam::111122223333:user/o"},
    {"AccessKeyId": "GUEST", "SecretAccessKey": "two", "Principal": "arn:aws:iam::444455556666:user/g",
     "Context": {"aws:PrincipalTag/team": "red"}}
  ]})");
  const Served served(
      {"--auth", "policy", "--credentials", credentials, "--account", "111122223333"});
  const std::vector<std::string> run = {
      "conform",         "run",        "authorization",
      "--endpoint",      served.url,   "--only",
      "examples",        "--stranger", "arn:aws:iam::444455556666:user/g",
      "--stranger-team", "red"};
  const Outcome keyless = run_program(run);
  EXPECT_EQ(keyless.exit_code, 2);
  EXPECT_NE(keyless.err.find("SQSPROOF_STRANGER_ACCESS_KEY_ID"), std::string::npos) << keyless.err;
  const std::pair<const char*, const char*> keys[] = {
      {"AWS_ACCESS_KEY_ID", "OWNER"},
      {"AWS_SECRET_ACCESS_KEY", "one"},
      {"SQSPROOF_STRANGER_ACCESS_KEY_ID", "GUEST"},
      {"SQSPROOF_STRANGER_SECRET_ACCESS_KEY", "two"}};
  for (const auto& [name, value] : keys) setenv(name, value, 1);
  const Outcome outcome = run_program(run);
  for (const auto& [name, value] : keys) unsetenv(name);
  EXPECT_EQ(outcome.exit_code, 0) << outcome.out << outcome.err;
  EXPECT_EQ(outcome.out.find("SKIP"), std::string::npos) << outcome.out;
}

TEST(Remote, NothingIsTestedInAnotherAccount) {
  const Served served({"--account", "111122223333"});
  const auto run = [&](const std::vector<std::string>& more) {
    std::vector<std::string> words = {"conform", "run", "digests", "--endpoint", served.url};
    words.insert(words.end(), more.begin(), more.end());
    return run_program(words);
  };
  const Outcome there = run({"--account", "111122223333"});
  EXPECT_EQ(there.exit_code, 0) << there.out << there.err;
  const Outcome other = run({"--account", "444455556666"});
  EXPECT_EQ(other.exit_code, 2) << other.out;
  EXPECT_TRUE(other.out.empty()) << other.out;
  EXPECT_NE(other.err.find("are in account 111122223333, not in 444455556666"), std::string::npos)
      << other.err;
  EXPECT_NE(other.err.find("add `--account 111122223333`"), std::string::npos) << other.err;
  EXPECT_TRUE(queues_at(served.url).empty());
  const std::string file = temporary_file("mine.toml", "account = \"444455556666\"\n");
  EXPECT_EQ(run({"--target-profile", file}).exit_code, 2);
  EXPECT_EQ(run({"--target-profile", file, "--account", "111122223333"}).exit_code, 0)
      << "options win over profiles";
  const Outcome silent =
      run_program({"conform", "run", "--endpoint", "http://127.0.0.1:1", "--account", "1"});
  EXPECT_EQ(silent.exit_code, 2) << silent.out;
  EXPECT_NE(silent.err.find("could not be learnt: no answer"), std::string::npos) << silent.err;
}

// Signatures need no second account; an emulator that checks none by design is not blamed for it.
TEST(Remote, SignaturesAreTestedWhereTheyAreChecked) {
  const std::string credentials = temporary_file("one.json", R"({"Credentials": [
    {"AccessKeyId": "test", "SecretAccessKey": "test", "Principal": "arn:aws:iam::111122223333:user/o"}
  ]})");
  const std::string account = "111122223333";
  const Served guarded({"--auth", "policy", "--credentials", credentials, "--account", account});
  const Served open;
  const auto signatures_at = [](const Served& served) {
    return run_program({"conform", "run", "authorization/wrong-signature", "authorization/unsigned",
                        "--endpoint", served.url, "--only", "examples"});
  };
  const Outcome tested = signatures_at(guarded);
  EXPECT_EQ(tested.exit_code, 0) << tested.out << tested.err;
  EXPECT_NE(tested.out.find("examples: 2 pass"), std::string::npos) << tested.out;
  const Outcome skipped = signatures_at(open);
  EXPECT_NE(skipped.out.find("the endpoint checks no signatures"), std::string::npos)
      << skipped.out;
  EXPECT_NE(skipped.out.find("examples: 2 skipped"), std::string::npos) << skipped.out;
}

TEST(Remote, WhatAnEndpointDoesNotOfferIsSkipped) {
  const Served served({"--account", "123456789012"});
  const Outcome outcome = run_program({"conform", "run", "redrive", "--target-profile", "moto",
                                       "--endpoint", served.url, "--only", "examples"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.out << outcome.err;
  EXPECT_NE(outcome.out.find("moto: there are no message move tasks"), std::string::npos)
      << outcome.out;
  const std::string file =
      temporary_file("mine.toml", "url = \"" + served.url +
                                      "\"\nprotocol = \"query\"\n"
                                      "[[lacks]]\nid = [\"batch\", \"purge\"]\n"
                                      "why = \"no batches\"\n");
  const Outcome own = run_program({"conform", "run", "batch", "--target-profile", file});
  EXPECT_NE(own.out.find("mine: no batches"), std::string::npos) << own.out << own.err;
  EXPECT_EQ(own.exit_code, 3) << "nothing was tested";
  const Outcome query = run_program({"conform", "run", "digests/known-bodies", "--target-profile",
                                     file, "--only", "examples", "--output", "json"});
  EXPECT_NE(query.out.find("\"protocol\": \"query\""), std::string::npos) << query.out << query.err;
  EXPECT_EQ(query.out.find("\"protocol\": \"json\""), std::string::npos) << query.out;
}

// What needs move tasks is one list for all that have none.
TEST(Remote, EmulatorsWithoutMoveTasksLackTheSame) {
  const auto lacking = [](const std::string& name) {
    const std::string profile = run_program({"conform", "targets", name}).out;
    const std::size_t why = profile.find("why = \"there are no message move tasks\"");
    return profile.substr(profile.rfind("[[lacks]]", why), why - profile.rfind("[[lacks]]", why));
  };
  EXPECT_NE(lacking("moto").find("redrive/one-task"), std::string::npos);
  EXPECT_EQ(lacking("moto"), lacking("fauxqs"));
  EXPECT_EQ(lacking("moto"), lacking("sqslite"));
}

TEST(Remote, ProfilesAreListedAndTheirMistakesNamed) {
  const Outcome list = run_program({"conform", "targets"});
  EXPECT_NE(list.out.find("elasticmq"), std::string::npos);
  const Outcome moto = run_program({"conform", "targets", "moto"});
  EXPECT_EQ(run_program({"conform", "run", "no-such", "--target-profile",
                         temporary_file("copy.toml", moto.out)})
                .err.find("target/"),
            std::string::npos);
  struct Row {
    std::string text;
    const char* said;
  };
  const Row rows[] = {{"regoin = \"x\"", "did you mean `region`?"},
                      {"url = 3", "is not a text"},
                      {"profile = \"lax\"", "write \"strict\" or \"aws\""},
                      {"protocol = \"smoke\"", "write \"json\", \"query\" or \"both\""},
                      {"[[lacks]]\nid = \"x\"", "an `id` and a `why`"},
                      {"[[lacks]]\nid = [3]\nwhy = \"x\"", "an `id` and a `why`"},
                      {"region = \"r\"", "add `--endpoint URL`"}};
  for (const Row& row : rows) {
    const Outcome outcome =
        run_program({"conform", "run", "--target-profile", temporary_file("bad.toml", row.text)});
    EXPECT_EQ(outcome.exit_code, 2) << row.text;
    EXPECT_NE(outcome.err.find(row.said), std::string::npos) << outcome.err;
  }
  const Outcome unknown = run_program({"conform", "run", "--target-profile", "elasticmp"});
  EXPECT_NE(unknown.err.find("did you mean `elasticmq`?"), std::string::npos) << unknown.err;
}

TEST(Remote, MistakesComeWithACure) {
  struct Row {
    std::vector<std::string> options;
    const char* said;
  };
  const Row rows[] = {
      {{"run", "--request-budget", "5"}, "add `--endpoint URL`"},
      {{"run", "--queue-prefix", "mine"}, "`--queue-prefix` is for an endpoint of its own"},
      {{"run", "--region", "eu-west-1"}, "`--region` is for an endpoint of its own"},
      {{"run", "--account", "1"}, "`--account` is for an endpoint of its own"},
      {{"run", "--allow-remote"}, "`--allow-remote` is for an endpoint of its own"},
      {{"run", "--endpoint", "http://127.0.0.1:1", "--queue-prefix", "a b"}, "letters, digits"},
      {{"clean", "--endpoint", "https://sqs.us-east-1.amazonaws.com"}, "--allow-remote"},
  };
  for (const Row& row : rows) {
    std::vector<std::string> arguments = {"conform"};
    arguments.insert(arguments.end(), row.options.begin(), row.options.end());
    const Outcome outcome = run_program(arguments);
    EXPECT_EQ(outcome.exit_code, 2) << row.said;
    EXPECT_NE(outcome.err.find(row.said), std::string::npos) << outcome.err;
  }
}

}  // namespace sqsproof::tests
