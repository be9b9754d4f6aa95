// Short names for what a trace only tells apart: queues, receipts, move tasks. Internal to the
// writer of traces.
#pragma once

#include <string>
#include <unordered_map>

#include "semantics/digest.h"

namespace sqsproof::semantics {

/// Numbers things in the order in which they appear. Handles are long and there may be millions:
/// what is kept of each is its digest.
class Numbers {
 public:
  explicit Numbers(std::string prefix) : prefix_(std::move(prefix)) {}
  std::string name(const std::string& thing) {
    return prefix_ +
           std::to_string(numbers_.emplace(md5(thing), numbers_.size() + 1).first->second);
  }

 private:
  struct Hash {
    std::size_t operator()(const Md5& digest) const {
      std::size_t hash = 0;
      for (std::size_t i = 0; i < sizeof hash; ++i) hash = hash << 8 | digest[i];
      return hash;
    }
  };
  std::string prefix_;
  std::unordered_map<Md5, std::size_t, Hash> numbers_;
};

struct TraceNames {
  Numbers queues{"q"};
  Numbers receipts{"r#"};
  Numbers tasks{"t#"};
};

}  // namespace sqsproof::semantics
