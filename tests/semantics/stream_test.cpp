// The judge of streams: what it finds in small traces, what it refuses, and that it forgets.
#include <cstdio>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <thread>
#include <unistd.h>

#include "semantics/history_fields.h"
#include "semantics/stream/known_ids.h"
#include "semantics/stream/open_calls.h"
#include "semantics/stream/trace_stream.h"

namespace sqsproof::semantics::stream {
namespace {

using Report = policy::Result<StreamReport>;

Report judge_file(const std::string& text) {
  std::FILE* file = std::tmpfile();
  std::fwrite(text.data(), 1, text.size(), file);
  std::fflush(file);
  std::rewind(file);
  Report report = judge_stream(fileno(file), "trace.jsonl", {});
  std::fclose(file);
  return report;
}

Report judge_pipe(const std::string& text) {
  int ends[2] = {-1, -1};
  EXPECT_EQ(pipe(ends), 0);
  std::thread writer([&] {
    for (std::size_t done = 0; done < text.size();) {
      const ssize_t wrote = write(ends[1], text.data() + done, text.size() - done);
      if (wrote <= 0) break;
      done += static_cast<std::size_t>(wrote);
    }
    close(ends[1]);
  });
  Report report = judge_stream(ends[0], "<stdin>", {});
  writer.join();
  close(ends[0]);
  return report;
}

const std::string kHead =
    R"({"t":"head","v":1,"queues":{"q1":{"name":"a"},"q2":{"name":"a.fifo","fifo":true}}})"
    "\n";

/// A call of so many milliseconds, 2 ms long.
std::string call(std::size_t id, std::int64_t ms, const std::string& operation,
                 const std::string& queue, const std::string& arguments,
                 const std::string& result) {
  return fmt::format(
      "{{\"t\":\"inv\",\"id\":{0},\"c\":\"c1\",\"op\":\"{1}\",\"q\":\"{2}\",\"ts\":{3},"
      "\"a\":{{{4}}}}}\n{{\"t\":\"ret\",\"id\":{0},\"ts\":{5},\"r\":{{{6}}}}}\n",
      id, operation, queue, ms * 1000, arguments, ms * 1000 + 2000, result);
}
std::string send(std::size_t id, std::int64_t ms, int n) {
  return call(id, ms, "Send", "q1", fmt::format(R"("u":"p.{}")", n),
              fmt::format(R"("m":"m{}")", n));
}
std::string receive(std::size_t id, std::int64_t ms, int n, int receipt, int count) {
  return call(
      id, ms, "Receive", "q1", R"("max":1)",
      fmt::format(R"("ms":[{{"m":"m{0}","u":"p.{0}","h":"r#{1}","rc":{2}}}])", n, receipt, count));
}
std::string remove(std::size_t id, std::int64_t ms, int receipt) {
  return call(id, ms, "Delete", "q1", fmt::format(R"("h":"r#{}")", receipt), "");
}
std::string send_fifo(std::size_t id, std::int64_t ms, int n, const std::string& key) {
  return call(id, ms, "Send", "q2", fmt::format(R"("u":"p.{}","g":"A","k":"{}")", n, key),
              fmt::format(R"("m":"f{}","n":"10{}")", n, n));
}
std::string receive_fifo(std::size_t id, std::int64_t ms, int n) {
  return call(id, ms, "Receive", "q2", R"("max":1)",
              fmt::format(R"("ms":[{{"m":"f{0}","u":"p.{0}","h":"r#{0}","rc":1,"n":"10{0}",)"
                          R"("g":"A","k":"k"}}])",
                          n));
}

std::vector<std::string> found_in(const Report& report) {
  std::vector<std::string> words;
  if (!report) return {"refused: " + report.error().front().message};
  for (const Found& found : report->found) {
    words.push_back(fmt::format("{}@{}", found.violation.promise, found.violation.at));
  }
  return words;
}

using Words = std::vector<std::string>;

}  // namespace

TEST(Stream, HasAKindForEveryOperationOfTheFormat) {
  for (const TraceOperation& operation : kTraceOperations) {
    EXPECT_TRUE(kind_of(operation.name)) << operation.name;
  }
  EXPECT_FALSE(kind_of("Publish"));
}

TEST(Stream, KnowsWhichPromisesItJudges) {
  std::vector<const Promise*> all;
  for (const Promise* promise : streamed_promises()) all.push_back(promise);
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end())) << "in the order of all promises";
  EXPECT_EQ(std::count(all.begin(), all.end(), nullptr), 0);
  const auto others = unstreamed_promises();
  all.insert(all.end(), others.begin(), others.end());
  std::sort(all.begin(), all.end());
  EXPECT_EQ(all.size(), all_promises().size());
  EXPECT_EQ(std::unique(all.begin(), all.end()), all.end());
  const Promise* const half = find_promise("long-poll/woken-by-send");
  EXPECT_TRUE(is_judged_in_part(*half));
  EXPECT_FALSE(is_judged_in_part(*find_promise("visibility/hidden-until-timeout")));
}

TEST(Stream, KnowsNumbersOfOperationsAsRanges) {
  KnownIds ids;
  for (const std::uint64_t id : {5, 3, 4, 9, 7, 8, 0}) ids.add(id);
  for (const std::uint64_t id : {0, 3, 4, 5, 7, 8, 9}) EXPECT_TRUE(ids.has(id)) << id;
  for (const std::uint64_t id : {1, 2, 6, 10}) EXPECT_FALSE(ids.has(id)) << id;
  EXPECT_FALSE(ids.forgot());
  for (std::uint64_t id = 0; id < 200'010; ++id) ids.add(2 * id + 1'000);
  EXPECT_TRUE(ids.forgot());
  EXPECT_FALSE(ids.has(0)) << "the smallest ones are forgotten";
  EXPECT_TRUE(ids.has(401'018));
}

TEST(Stream, NumbersWithoutOrderAreNoMistake) {
  // So many that some are forgotten: an answer to a forgotten one is passed over, not refused.
  std::string trace = kHead + "{\"t\":\"inv\",\"id\":1,\"op\":\"Receive\",\"q\":\"q1\",\"ts\":0}\n";
  for (std::size_t n = 1; n <= 200'100; ++n) trace += remove(3 * n, static_cast<int>(n), 1);
  const std::string late = "{\"t\":\"ret\",\"id\":1,\"ts\":200200000,\"r\":{\"ms\":[]}}\n";
  const auto report = judge_file(trace + late);
  ASSERT_EQ(found_in(report), Words{});
  EXPECT_EQ(report->passed_over.at("answers that came more than a minute after their call"), 1U);
}

TEST(Stream, SoundTrafficHolds) {
  const auto report = judge_file(kHead + send(1, 10, 1) + receive(2, 20, 1, 1, 1) +
                                 receive(3, 30'100, 1, 2, 2) + remove(4, 30'200, 2));
  EXPECT_EQ(found_in(report), Words{});
  EXPECT_EQ(verdict_of(*report), policy::Verdict::holds);
  EXPECT_EQ(report->totals.redeliveries, 1U);
}

TEST(Stream, FindsWhatCannotBe) {
  EXPECT_EQ(found_in(judge_file(kHead + send(1, 10, 1) + receive(2, 20, 1, 1, 1) +
                                receive(3, 29'000, 1, 2, 2))),
            Words{"visibility/hidden-until-timeout@3"});
  EXPECT_EQ(found_in(judge_file(kHead + send(1, 10, 1) + receive(2, 20, 1, 1, 1) +
                                remove(3, 30, 1) + receive(4, 40'000, 1, 2, 2))),
            Words{"delivery/not-after-delete@4"});
  EXPECT_EQ(found_in(judge_file(kHead + send(1, 10, 1) + receive(2, 20, 1, 1, 2))),
            Words{"counters/receives@2"});
  const std::string twice = kHead + send_fifo(1, 10, 1, "k") + send_fifo(2, 200'000, 2, "k");
  EXPECT_EQ(found_in(judge_file(twice)), Words{"fifo/dedup/original-named@2"});
  const Words doubled = found_in(judge_file(twice + receive_fifo(3, 201'000, 2)));
  EXPECT_EQ(std::count(doubled.begin(), doubled.end(), "fifo/dedup/window-holds@2"), 1);
  EXPECT_EQ(found_in(judge_file(kHead + send_fifo(1, 10, 1, "k") + send_fifo(2, 310'100, 2, "k"))),
            Words{});
  const std::string overtaking =
      call(3, 30, "Receive", "q2", R"("max":1)",
           R"("ms":[{"m":"f2","u":"p.2","h":"r#1","rc":1,"n":"102","g":"A","k":"l"}])");
  EXPECT_EQ(found_in(judge_file(kHead + send_fifo(1, 10, 1, "k") + send_fifo(2, 20, 2, "l") +
                                overtaking)),
            Words{"fifo/order/prefix@3"});
}

// A queue of unknown past may hold what nobody sent, but no send returns its id.
TEST(Stream, FindsIdsThatWereReceivedBeforeTheirSend) {
  const std::string trace = kHead + receive(1, 10, 1, 1, 1);
  EXPECT_EQ(found_in(judge_file(trace)), Words{});
  EXPECT_EQ(found_in(judge_file(trace + send(2, 20, 1))), Words{"delivery/ids-unique@1"});
}

TEST(Stream, SaysNothingWhereAReceiptIsUsedBeforeItIsGivenOut) {
  const auto known = judge_file(kHead + receive(1, 10, 1, 1, 1) + remove(2, 20, 1));
  EXPECT_EQ(known->undecided, "");
  const auto report = judge_file(kHead + remove(1, 10, 1) + receive(2, 20, 1, 1, 1));
  EXPECT_NE(report->undecided.find("the times contradict each other"), std::string::npos);
  EXPECT_EQ(verdict_of(*report), policy::Verdict::unknown);
}

TEST(Stream, APipeIsJudgedLikeAFile) {
  const std::string trace = kHead + send(1, 10, 1) + receive(2, 20, 1, 1, 1) + remove(3, 30, 1) +
                            receive(4, 40'000, 1, 2, 2) + send(5, 41'000, 2);
  const auto file = judge_file(trace), piped = judge_pipe(trace);
  EXPECT_EQ(found_in(file), found_in(piped));
  ASSERT_EQ(piped->found.size(), 1U);
  EXPECT_EQ(describe_operations(piped->found[0].slice), describe_operations(file->found[0].slice));
}

TEST(Stream, ASliceHoldsTheMessageOnly) {
  std::string trace = kHead;
  for (int n = 1; n <= 50; ++n) trace += send(static_cast<std::size_t>(n), n, n);
  trace += receive(60, 100, 7, 1, 1) + receive(61, 110, 8, 2, 1) + receive(62, 120, 7, 3, 2);
  const auto report = judge_file(trace);
  ASSERT_EQ(report->found.size(), 1U);
  const auto& operations = report->found[0].slice.operations;
  ASSERT_EQ(operations.size(), 4U);
  EXPECT_TRUE(is_beginning(operations[0])) << "times count from the first call of the stream";
  EXPECT_EQ(operations[1].id, 7U);
  // When it was sent does not matter, nor anything of the others.
  EXPECT_EQ(report->found[0].calls, (std::vector<std::size_t>{60, 62}));
}

TEST(Stream, ReceivesThatFindNothingWaitAsLongAsTheyHaveTo) {
  const auto poll = [](std::size_t id, int ms, const std::string& wait, int took_ms,
                       const std::string& queue = "q1") {
    return fmt::format(
        "{{\"t\":\"inv\",\"id\":{0},\"c\":\"c1\",\"op\":\"Receive\",\"q\":\"{4}\",\"ts\":{1},"
        "\"a\":{{\"max\":1{2}}}}}\n{{\"t\":\"ret\",\"id\":{0},\"ts\":{3},\"r\":{{\"ms\":[]}}}}"
        "\n",
        id, ms * 1'000, wait, (ms + took_ms) * 1'000, queue);
  };
  const std::string head =
      R"({"t":"head","v":1,"virtual":true,"queues":{"q1":{"name":"a"},"q3":{"name":"c","W":5}}})"
      "\n";
  for (const auto& judge : {judge_file, judge_pipe}) {
    EXPECT_EQ(found_in(judge(head + poll(1, 0, R"(,"wait":2)", 2'000))), Words{});
    EXPECT_EQ(found_in(judge(head + poll(1, 0, "", 0))), Words{});
    const auto early = judge(head + send(7, 0, 1) + poll(1, 0, R"(,"wait":2)", 1'900));
    EXPECT_EQ(found_in(early), Words{"long-poll/waits@1"});
    EXPECT_EQ(early->found[0].calls, std::vector<std::size_t>{1});
    EXPECT_EQ(found_in(judge(head + poll(1, 0, "", 4'000, "q3"))), Words{"long-poll/queue-wait@1"});
    EXPECT_EQ(found_in(judge(head + poll(1, 0, R"(,"wait":0)", 6'000, "q3"))),
              Words{"long-poll/queue-wait@1"});
    // The queue is deleted meanwhile, which excuses it, though that call returns later.
    const std::string deleting =
        R"({"t":"inv","id":9,"c":"c2","op":"DeleteQueue","q":"q1","ts":500000,"a":{}})"
        "\n";
    EXPECT_EQ(found_in(judge(head + deleting + poll(1, 0, R"(,"wait":2)", 900) +
                             "{\"t\":\"ret\",\"id\":9,\"ts\":950000,\"r\":{}}\n")),
              Words{});
  }
}

TEST(Stream, WhatComesBackIsShownWithAllItsCalls) {
  // Long after its delete, and among others that left: as a delivery, a receipt, a duplicate.
  std::string trace = kHead + send_fifo(1, 10, 1, "k") + receive_fifo(2, 20, 1) +
                      call(3, 30, "Delete", "q2", R"("h":"r#1")", "");
  for (int n = 2; n <= 1'000; ++n) {
    const auto id = static_cast<std::size_t>(10 * n);
    trace += send(id, n * 100, n) + receive(id + 1, n * 100 + 10, n, n, 1) +
             remove(id + 2, n * 100 + 20, n);
  }
  const auto ids = [](const Report& report) {
    std::vector<std::size_t> all;
    for (const Found& found : report->found) {
      all.clear();
      for (const Operation& operation : found.slice.operations) all.push_back(operation.id);
    }
    return all;
  };
  const auto again = [&](const std::string& operation, const std::string& arguments,
                         const std::string& result) {
    return call(90'000, 120'000, operation, "q2", arguments, result);
  };
  for (const auto& judge : {judge_file, judge_pipe}) {
    const auto received = judge(
        trace + again("Receive", R"("max":1)",
                      R"("ms":[{"m":"f1","u":"p.1","h":"r#2","rc":2,"n":"101","g":"A","k":"k"}])"));
    EXPECT_EQ(found_in(received), Words{"delivery/not-after-delete@90000"});
    EXPECT_EQ(ids(received), (std::vector<std::size_t>{1, 2, 3, 90'000}));
    const auto changed = judge(trace + again("ChangeVis", R"("h":"r#1","v":5)", ""));
    EXPECT_EQ(ids(changed), (std::vector<std::size_t>{1, 2, 3, 90'000}));
    const auto removed = judge(trace + again("Delete", R"("h":"r#1")", ""));
    EXPECT_EQ(removed->totals.violations, 0U);
  }
}

TEST(Stream, DuplicatesOfWhatWasDeletedAreKnown) {
  const std::string deleted = kHead + send_fifo(1, 10, 1, "k") + receive_fifo(2, 20, 1) +
                              call(3, 30, "Delete", "q2", R"("h":"r#1")", "") +
                              send_fifo(4, 60'000, 3, "other");
  const auto same = judge_file(deleted + send_fifo(5, 100'000, 1, "k"));
  EXPECT_EQ(found_in(same), Words{});
  EXPECT_EQ(same->totals.suspicions, 0U);
  EXPECT_EQ(found_in(judge_file(deleted + send_fifo(5, 100'000, 4, "k"))),
            Words{"fifo/dedup/original-named@5"});
  // The largest number of the group is that of a message that has left.
  const std::string larger = kHead + send_fifo(1, 10, 5, "k") + receive_fifo(2, 20, 5) +
                             call(3, 30, "Delete", "q2", R"("h":"r#5")", "") +
                             send_fifo(4, 60'000, 3, "other");
  const auto smaller = judge_file(larger);
  ASSERT_EQ(found_in(smaller), Words{"fifo/sequence/grows@4"});
  EXPECT_EQ(smaller->found[0].slice.operations.size(), 4U);
}

TEST(Stream, AFullAnswerStaysFull) {
  // Who sent message m8 nobody saw, so the slice of its body holds m1, too. The answer had no room
  // for that, though m9 is cut out of it.
  const std::string delayed = call(1, 10, "Send", "q1", R"("u":"p","delay":1)", R"("m":"m1")");
  const auto answer = [&](int most) {
    return call(2, 10'000, "Receive", "q1", fmt::format(R"("max":{})", most),
                R"("ms":[{"m":"m8","u":"p","h":"r#1"},{"m":"m9","u":"z","h":"r#2"}])");
  };
  const auto full = judge_file(kHead + delayed + answer(2));
  EXPECT_EQ(found_in(full), Words{});
  EXPECT_GT(full->totals.suspicions, 0U);
  EXPECT_EQ(found_in(judge_file(kHead + delayed + answer(3))),
            Words{"delay/message-overrides-queue@2"})
      << "and one with room does not";
}

TEST(Stream, LateCallsExcuse) {
  // The change that freed the message returned after the receive that saw it again.
  const std::string change =
      "{\"t\":\"inv\",\"id\":3,\"c\":\"c2\",\"op\":\"ChangeVis\",\"q\":\"q1\",\"ts\":900000,"
      "\"a\":{\"h\":\"r#1\",\"v\":0}}\n";
  const std::string changed = "{\"t\":\"ret\",\"id\":3,\"ts\":1500000,\"r\":{}}\n";
  EXPECT_EQ(found_in(judge_file(kHead + send(1, 10, 1) + receive(2, 20, 1, 1, 1) + change +
                                receive(4, 1'000, 1, 2, 2) + changed)),
            Words{});
}

TEST(Stream, ForgetsWhatIsDeleted) {
  std::string trace = kHead;
  for (int n = 0; n < 20'000; ++n) {
    const auto id = static_cast<std::size_t>(3 * n);
    trace += send(id, n * 100, n) + receive(id + 1, n * 100 + 10, n, n, 1) +
             remove(id + 2, n * 100 + 20, n);
  }
  const auto report = judge_file(trace);
  EXPECT_EQ(found_in(report), Words{});
  EXPECT_LT(report->totals.most_outstanding, 3'500U);  // of 310 seconds, ten a second
}

TEST(Stream, GuessedSettingsLeaveDoubt) {
  const std::string told = R"({"t":"queue","ts":0,"q":"q1","settings":{"name":"a","V":5}})"
                           "\n";
  const std::string guessed =
      R"({"t":"queue","ts":0,"q":"q1","assumed":true,"settings":{"name":"a"}})"
      "\n";
  const std::string head = R"({"t":"head","v":1,"queues":{}})"
                           "\n";
  const std::string calls = send(1, 10, 1) + receive(2, 20, 1, 1, 1) + receive(3, 6'000, 1, 2, 2);
  EXPECT_EQ(verdict_of(*judge_file(head + told + calls)), policy::Verdict::holds);
  const auto doubtful = judge_file(head + guessed + calls);
  EXPECT_EQ(found_in(doubtful), Words{});
  EXPECT_EQ(doubtful->totals.in_doubt, 1U);
  EXPECT_EQ(verdict_of(*doubtful), policy::Verdict::unknown);
}

TEST(Stream, TakesBackClaims) {
  // Where deletes may have gone unseen, what was overtaken may have been deleted.
  const std::string overtaking = send_fifo(1, 10, 1, "k") + send_fifo(2, 20, 2, "l") +
                                 call(3, 30, "Receive", "q2", R"("max":1)",
                                      R"("ms":[{"m":"f2","u":"p.2","h":"r#1","rc":1,"n":"102",)"
                                      R"("g":"A","k":"l"}])");
  const std::string closed =
      R"({"t":"closed","ts":1,"closed":{"send":true,"recv":true,"del":false}})"
      "\n";
  EXPECT_EQ(found_in(judge_file(kHead + overtaking)), Words{"fifo/order/prefix@3"});
  const auto narrowed = judge_file(kHead + closed + overtaking);
  EXPECT_EQ(found_in(narrowed), Words{});
  EXPECT_EQ(verdict_of(*narrowed), policy::Verdict::unknown) << "what is left open is no pass";
}

TEST(Stream, ATornLastLineIsNoMistake) {
  const std::string trace = kHead + send(1, 10, 1) + receive(2, 20, 1, 1, 1);
  EXPECT_EQ(verdict_of(*judge_file(trace + "{\"t\":\"inv\",\"id\":3,\"o")), policy::Verdict::holds);
  EXPECT_EQ(found_in(judge_file(trace + "{\"t\":\"inv\",\"id\":3,\"o\n")).front().substr(0, 7),
            "refused");
}

TEST(Stream, GivesUpOnAMessageThatComesBackForEver) {
  std::string trace = kHead + send(0, 0, 1);
  for (int n = 1; n <= 5'001; ++n) {
    trace += receive(static_cast<std::size_t>(n), n * 31'000, 1, n, n);
  }
  EXPECT_EQ(verdict_of(*judge_file(trace)), policy::Verdict::unknown);
}

TEST(Stream, RefusesWhatItCannotRead) {
  const auto message = [](const std::string& trace) {
    const auto report = judge_file(trace);
    if (report) return std::string("read");
    const auto& first = report.error().front();
    return fmt::format("{} line {}", first.id,
                       policy::line_column(*first.source, first.place.begin).line);
  };
  EXPECT_EQ(message(""), "trace/no-head line 1");
  EXPECT_EQ(message(send(1, 10, 1)), "trace/no-head line 1");
  EXPECT_EQ(message(kHead + kHead), "trace/two-heads line 2");
  const std::string begun = send(1, 10, 1).substr(0, send(1, 10, 1).find('\n') + 1);
  EXPECT_EQ(message(kHead + begun + begun), "trace/two-invocations line 3");
  EXPECT_EQ(message(kHead + "\n{\"t\":\"inv\",\n"), "trace/not-json line 3");
  EXPECT_EQ(message(kHead + R"({"t":"inv","id":1,"op":"Sned","q":"q1","ts":1,"a":{}})" + "\n"),
            "trace/unknown-operation line 2");
  EXPECT_EQ(message(kHead + send(1, 60'000, 1) + send(2, 10, 2)), "trace/order line 4");
  EXPECT_EQ(message(kHead + std::string(2U << 20, 'x')), "trace/line-too-long line 2");
}

}  // namespace sqsproof::semantics::stream
