#include "policy/symbolic/search.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <queue>
#include <unordered_map>

namespace sqsproof::policy {
namespace {

using State = Automaton::State;

/// The automata in one row: the domain, then those to be inside, then those to be outside.
class Product {
 public:
  Product(Automaton& domain, const std::vector<Automaton*>& inside,
          const std::vector<Automaton*>& outside)
      : inside_end_(1 + inside.size()) {
    parts_.push_back(&domain);
    parts_.insert(parts_.end(), inside.begin(), inside.end());
    parts_.insert(parts_.end(), outside.begin(), outside.end());
    blamed_.assign(parts_.size(), false);
    for (const Automaton* part : parts_) cost_ += 1 + part->width() / 8;
    choose_letters();
  }

  WordSearch run(std::size_t budget);

 private:
  struct Node {
    std::uint32_t parent = 0;
    std::uint32_t length = 0;
    unsigned char letter = 0;
  };
  /// Least total length first, then the longer (nearly done) word, then the order of letters.
  struct Candidate {
    std::uint32_t total;
    std::uint32_t length;
    std::uint32_t node;
    bool operator<(const Candidate& other) const {
      if (total != other.total) return total > other.total;
      if (length != other.length) return length < other.length;
      return node > other.node;
    }
  };

  void choose_letters();
  [[nodiscard]] bool accepts(std::uint32_t node);
  void add(const std::vector<State>& states, Node node);
  [[nodiscard]] bool step(std::uint32_t from, unsigned char letter, std::vector<State>& next);
  void enqueue(std::uint32_t node);
  void expand(std::uint32_t node);
  [[nodiscard]] bool blame(std::vector<bool>& guilty);
  [[nodiscard]] std::string word_of(std::uint32_t node) const;
  [[nodiscard]] bool is_inside(std::size_t part) const { return part < inside_end_; }

  std::vector<Automaton*> parts_;
  std::size_t inside_end_;
  std::vector<bool> blamed_;
  std::size_t cost_ = 0;
  std::size_t work_ = 0;
  std::string letters_;
  std::vector<Node> nodes_;
  std::vector<State> states_;  ///< by node and part
  std::unordered_multimap<std::uint64_t, std::uint32_t> numbers_;
  std::priority_queue<Candidate> queue_;
  std::vector<bool> guilty_;
  std::vector<State> next_;
};

// Bytes that no automaton tells apart are stood for by the most readable of them.
void Product::choose_letters() {
  std::array<std::uint16_t, 256> group{};
  std::size_t groups = 1;
  for (const Automaton* part : parts_) {
    std::vector<int> renamed(groups * part->classes(), -1);
    int fresh = 0;
    for (std::size_t byte = 0; byte < 256; ++byte) {
      int& name =
          renamed[group[byte] * part->classes() + part->class_of(static_cast<unsigned char>(byte))];
      if (name < 0) name = fresh++;
      group[byte] = static_cast<std::uint16_t>(name);
    }
    groups = static_cast<std::size_t>(fresh);
  }
  std::vector<bool> taken(groups);
  for (char c : bytes_by_readability()) {
    const std::size_t g = group[static_cast<unsigned char>(c)];
    if (taken[g]) continue;
    taken[g] = true;
    letters_ += c;
  }
}

/// Of the parts that kill a word one must be blamed; one that already is costs nothing.
bool Product::blame(std::vector<bool>& guilty) {
  std::size_t first = 0;
  for (std::size_t part = 1; part < parts_.size(); ++part) {
    if (!guilty[part]) continue;
    if (blamed_[part]) return true;
    if (first == 0) first = part;
  }
  if (first == 0) return false;
  blamed_[first] = true;
  return true;
}

bool Product::accepts(std::uint32_t node) {
  const State* states = states_.data() + node * parts_.size();
  if (!parts_[0]->accepts(states[0])) return false;
  guilty_.assign(parts_.size(), false);
  for (std::size_t part = 1; part < parts_.size(); ++part) {
    guilty_[part] = parts_[part]->accepts(states[part]) != is_inside(part);
  }
  return !blame(guilty_);
}

void Product::add(const std::vector<State>& states, Node node) {
  std::uint64_t hash = 0;
  for (State state : states) hash = (hash ^ state) * 0x9e3779b97f4a7c15ULL + (hash >> 31);
  const auto [begin, end] = numbers_.equal_range(hash);
  for (auto it = begin; it != end; ++it) {
    const std::uint32_t known = it->second;
    if (!std::equal(states.begin(), states.end(), states_.data() + known * parts_.size())) {
      continue;
    }
    if (node.length < nodes_[known].length) {  // a shorter way to a state that waits
      nodes_[known] = node;
      enqueue(known);
    }
    return;
  }
  const auto number = static_cast<std::uint32_t>(nodes_.size());
  numbers_.emplace(hash, number);
  nodes_.push_back(node);
  states_.insert(states_.end(), states.begin(), states.end());
  enqueue(number);
}

void Product::enqueue(std::uint32_t node) {
  std::uint32_t rest = 0;
  for (std::size_t part = 0; part < inside_end_; ++part) {
    rest = std::max(rest, parts_[part]->distance(states_[node * parts_.size() + part]));
  }
  queue_.push({nodes_[node].length + rest, nodes_[node].length, node});
}

/// False when the word cannot be continued to a solution any more.
bool Product::step(std::uint32_t from, unsigned char letter, std::vector<State>& next) {
  next.resize(parts_.size());
  for (std::size_t part = 0; part < parts_.size(); ++part) {
    next[part] = parts_[part]->step(states_[from * parts_.size() + part], letter);
    if (part == 0 && next[0] == Automaton::kDead) return false;
  }
  guilty_.assign(parts_.size(), false);
  for (std::size_t part = 1; part < parts_.size(); ++part) {
    guilty_[part] =
        is_inside(part) ? next[part] == Automaton::kDead : parts_[part]->is_total(next[part]);
  }
  return !blame(guilty_);
}

void Product::expand(std::uint32_t node) {
  for (char c : letters_) {
    const auto letter = static_cast<unsigned char>(c);
    work_ += cost_;
    if (step(node, letter, next_)) add(next_, {node, nodes_[node].length + 1, letter});
  }
}

std::string Product::word_of(std::uint32_t node) const {
  std::string word;
  for (; node != 0; node = nodes_[node].parent) word += static_cast<char>(nodes_[node].letter);
  std::reverse(word.begin(), word.end());
  return word;
}

WordSearch Product::run(std::size_t budget) {
  WordSearch answer;
  for (const Automaton* part : parts_) next_.push_back(part->start());
  add(std::vector<State>(next_), {});
  while (!queue_.empty()) {
    const auto [total, length, node] = queue_.top();
    queue_.pop();
    if (length != nodes_[node].length) continue;  // reached by a shorter way since
    if (accepts(node)) {
      answer.result = WordSearch::Result::found;
      answer.word = word_of(node);
      answer.work = work_;
      return answer;
    }
    if (work_ > budget) {
      answer.work = work_;
      return answer;
    }
    expand(node);
  }
  answer.result = WordSearch::Result::empty;
  answer.work = work_;
  for (std::size_t part = 1; part < parts_.size(); ++part) {
    if (!blamed_[part]) continue;
    if (is_inside(part)) answer.inside.push_back(part - 1);
    if (!is_inside(part)) answer.outside.push_back(part - inside_end_);
  }
  return answer;
}

}  // namespace

WordSearch find_word(Automaton& domain, const std::vector<Automaton*>& inside,
                     const std::vector<Automaton*>& outside, std::size_t budget) {
  // A budget bounds what is added to the automata too, so they are emptied before they grow big.
  constexpr std::size_t kManyWords = 1'000'000;
  const auto trim = [](Automaton& automaton) {
    if (automaton.states() * (automaton.width() + automaton.classes()) > kManyWords) {
      automaton.forget();
    }
  };
  trim(domain);
  for (Automaton* automaton : inside) trim(*automaton);
  for (Automaton* automaton : outside) trim(*automaton);
  return Product(domain, inside, outside).run(budget);
}

}  // namespace sqsproof::policy
