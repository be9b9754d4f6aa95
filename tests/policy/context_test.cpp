// The keys of a request stand in the order of their names, whatever order they came in.
#include "policy/decide/context.h"

#include <gtest/gtest.h>
#include <map>
#include <random>

namespace sqsproof::policy {
namespace {

std::vector<std::string> names_in(const Context& context) {
  std::vector<std::string> names;
  for (const auto& [key, value] : context) names.emplace_back(key.text());
  return names;
}

TEST(Context, SaysWhatAMapSays) {
  std::mt19937 random(1);
  Context context;
  std::map<std::string, std::vector<std::string>> map;
  for (int i = 0; i < 2'000; ++i) {
    const std::string key = "aws:key" + std::to_string(random() % 40);
    const std::vector<std::string> values = {std::to_string(i)};
    switch (random() % 4) {
      case 0:
        EXPECT_EQ(context.emplace(key, {key, values}).second, map.emplace(key, values).second);
        break;
      case 1:
        context.insert_or_assign(key, {key, values});
        map.insert_or_assign(key, values);
        break;
      case 2:
        EXPECT_EQ(context.erase(key), map.erase(key));
        break;
      default:
        context[key].values.push_back("x");
        map[key].emplace_back("x");
    }
    ASSERT_EQ(context.size(), map.size());
    for (auto it = context.begin(); const auto& [name, wanted] : map) {
      ASSERT_EQ(it->first.text(), name);
      ASSERT_EQ(it->second.values, wanted);
      ASSERT_EQ(context.find(name), it++);
    }
  }
}

TEST(Context, TakesOutWhatIsAskedFor) {
  Context context;
  for (const char* key : {"d", "b", "a", "c", "e"}) context.emplace(key, {key, {"1"}});
  const auto taken = context.take_out([](const Context::Entry& entry) {
    return entry.first.text() == "a" || entry.first.text() == "d";
  });
  ASSERT_EQ(taken.size(), 2U);
  EXPECT_EQ(taken[0].first.text(), "a");
  EXPECT_EQ(taken[1].first.text(), "d");
  EXPECT_EQ(names_in(context), (std::vector<std::string>{"b", "c", "e"}));
  EXPECT_TRUE(context.take_out([](const Context::Entry&) { return false; }).empty());
  EXPECT_EQ(context.size(), 3U);
}

TEST(Context, CopiesOfNamesOutliveTheFirst) {
  Context copy;
  {
    Context first;
    first.emplace(std::string("aws:principaltag/") + std::string(40, 'x'), {"spelt", {"v"}});
    copy = first;
  }
  EXPECT_EQ(copy.begin()->first.text().size(), 57U);
  EXPECT_EQ(copy.begin()->second.key.text(), "spelt");
}

}  // namespace
}  // namespace sqsproof::policy
