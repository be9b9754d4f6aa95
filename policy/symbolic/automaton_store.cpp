#include "policy/symbolic/automaton_store.h"

#include <unordered_map>

namespace sqsproof::policy {
namespace {

constexpr std::size_t kMostAutomata = 4096;
constexpr std::size_t kMostWords = 16'000'000;
constexpr std::size_t kInsertionsPerCount = 64;

class Store {
 public:
  std::shared_ptr<Automaton> get(const std::string& text, const std::function<Language()>& language,
                                 Shape shape) {
    if (const auto found = automata_.find(text); found != automata_.end()) return found->second;
    if (++insertions_ % kInsertionsPerCount == 0 && is_big()) automata_.clear();
    auto made = std::make_shared<Automaton>(language(), shape);
    automata_.emplace(text, made);
    return made;
  }

 private:
  [[nodiscard]] bool is_big() const {
    std::size_t words = 0;
    for (const auto& [text, automaton] : automata_) {
      words += text.size() / 8 + automaton->states() * (automaton->width() + automaton->classes());
    }
    return automata_.size() > kMostAutomata || words > kMostWords;
  }

  std::unordered_map<std::string, std::shared_ptr<Automaton>> automata_;
  std::size_t insertions_ = 0;
};

}  // namespace

std::shared_ptr<Automaton> stored_automaton(const std::string& text,
                                            const std::function<Language()>& language,
                                            Shape shape) {
  thread_local Store store;
  return store.get(text, language, shape);
}

}  // namespace sqsproof::policy
