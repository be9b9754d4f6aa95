// Lists of queues and of tags.
#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "properties/examples/families.h"
#include "properties/examples/requests.h"

namespace sqsproof::properties::examples {
namespace {

using namespace semantics;

/// Three queues whose names begin so.
std::vector<Queue> three(Conversation& say, const std::string& prefix) {
  std::vector<Queue> queues;
  for (const char* end : {"-a", "-b", "-c"}) {
    const std::string name = prefix + end;
    queues.push_back(say.adopt(say.ask(CreateQueueRequest{name, {}, {}}).queue_url, name));
  }
  return queues;
}

std::set<std::string> urls_of(const std::vector<Queue>& queues) {
  std::set<std::string> urls;
  for (const Queue& queue : queues) urls.insert(queue.url);
  return urls;
}

void by_prefix(Conversation& say) {
  const std::string prefix = say.fresh_name("-list");
  const auto queues = three(say, prefix);
  static_cast<void>(say.make_queue());
  say.expect_soon("the list has the queues whose name begins so, and no other", [&] {
    const auto listed = say.ask(ListQueuesRequest{prefix, {}, {}}).queue_urls;
    return std::set<std::string>(listed.begin(), listed.end()) == urls_of(queues);
  });
  say.expect_equal("the number of queues listed by a prefix that none has", 0,
                   say.ask(ListQueuesRequest{prefix + "-x", {}, {}}).queue_urls.size());
}

void prefix_has_case(Conversation& say) {
  const std::string prefix = say.fresh_name("-List");
  static_cast<void>(three(say, prefix));
  std::string other = prefix;
  std::replace(other.begin(), other.end(), 'L', 'l');
  say.expect_equal("the number of queues listed", 0,
                   say.ask(ListQueuesRequest{other, {}, {}}).queue_urls.size());
}

void pages(Conversation& say) {
  const std::string prefix = say.fresh_name("-pages");
  const auto queues = three(say, prefix);
  say.expect_soon("the pages together have every queue once", [&] {
    std::multiset<std::string> listed;
    ListQueuesRequest request{prefix, {}, 2};
    for (int page = 0; page < 3; ++page) {
      const auto answer = say.ask(request);
      say.expect(answer.queue_urls.size() <= 2, "a page has no more queues than were asked for");
      listed.insert(answer.queue_urls.begin(), answer.queue_urls.end());
      request.next_token = answer.next_token;
      if (!answer.next_token) break;
    }
    const auto urls = urls_of(queues);
    return !request.next_token && listed == std::multiset<std::string>(urls.begin(), urls.end());
  });
}

// "Token value is null if there are no additional results to request".
void no_token_at_the_end(Conversation& say) {
  const std::string prefix = say.fresh_name("-end");
  const auto queues = three(say, prefix);
  say.expect_soon("a page of three has the three queues, and no NextToken", [&] {
    const auto answer = say.ask(ListQueuesRequest{prefix, {}, 3});
    return answer.queue_urls.size() == queues.size() && !answer.next_token;
  });
}

void no_token_unasked(Conversation& say) {
  const std::string prefix = say.fresh_name("-all");
  static_cast<void>(three(say, prefix));
  say.expect(!say.ask(ListQueuesRequest{prefix, {}, {}}).next_token,
             "without MaxResults there is no NextToken");
}

void tags(Conversation& say) {
  const Queue queue = say.make_queue();
  const auto tagged = [&] { return say.ask(ListQueueTagsRequest{queue.url}).tags; };
  static_cast<void>(say.ask(TagQueueRequest{queue.url, {{"a", "1"}, {"b", "2"}}}));
  static_cast<void>(say.ask(TagQueueRequest{queue.url, {{"a", "3"}}}));
  say.expect_soon("a tag of the same key takes the place of the older", [&] {
    return tagged() == StringMap{{"a", "3"}, {"b", "2"}};
  });
  static_cast<void>(say.ask(UntagQueueRequest{queue.url, {"a", "nobody"}}));
  say.expect_soon("the tag is gone, and a key that no tag has does not matter", [&] {
    return tagged() == StringMap{{"b", "2"}};
  });
}

/// Whichever queues it lists beside this one.
void are_urls(Conversation& say) {
  const Queue queue = say.make_queue();
  const std::string url = say.ask(GetQueueUrlRequest{queue.name, {}}).queue_url;
  say.expect(url.starts_with("http"), fmt::format("GetQueueUrl gives a URL, not `{}`", url));
  const auto is_of_queue = [&](const std::string& one) { return one.ends_with(queue.name); };
  std::string listed;
  say.expect_soon("the new queue is listed", [&] {
    const auto all = say.ask(ListQueuesRequest{queue.name, {}, {}}).queue_urls;
    const auto found = std::find_if(all.begin(), all.end(), is_of_queue);
    if (found != all.end()) listed = *found;
    return found != all.end();
  });
  say.expect_equal("what the list says of the queue", url, listed);
}

}  // namespace

std::span<const Example> queue_lists() {
  static const std::vector<Example> kRows = {
      {{"queue/listed-by-prefix", "a list has the queues whose name begins with the prefix",
        "Programs find, and clean up, their queues so.", "SQSAPI/ListQueues"},
       Level::must,
       by_prefix,
       {"list-ignores-prefix"}},
      {{"queue/prefix-has-case", "a prefix of other case is another prefix",
        "Names of queues have case.", "SQSAPI/ListQueues"},
       Level::must,
       prefix_has_case,
       {"list-ignores-case"}},
      {{"queue/listed-by-pages", "pages together have every queue once",
        "A list that ends early, or never, hides queues or hangs.", "SQSAPI/ListQueues"},
       Level::must,
       pages,
       {"list-ignores-pages"}},
      {{"queue/no-token-at-the-end", "the page that has the last queue comes without a NextToken",
        "Clients ask for one more page, which may not be there.", "SQSAPI/ListQueues"},
       Level::should,
       no_token_at_the_end,
       {"list-ends-with-token"}},
      {{"queue/no-token-unasked", "without MaxResults there is no NextToken",
        "Clients that do not page take the first page for all.", "SQSAPI/ListQueues"},
       Level::must,
       no_token_unasked,
       {"list-gives-token"}},
      {{"queue/listed-by-url", "a list says of a queue what GetQueueUrl says of its name: its URL",
        "Every other action wants the URL; with a name the next call fails.", "SQSAPI/ListQueues"},
       Level::must,
       are_urls,
       {"lists-names"}},
      {{"queue/tags", "tags are added, replaced and taken away by their keys",
        "Costs and policies are kept apart by tags.", "SQSAPI/TagQueue"},
       Level::must,
       tags,
       {"untag-ignored"}},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples
