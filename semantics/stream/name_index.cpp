#include "semantics/stream/name_index.h"

namespace sqsproof::semantics::stream {

void NameIndex::add(Fingerprint name, Number number, const Span& there) {
  for (std::size_t at = home(name);; at = next(at)) {
    Tags& tags = tags_[at];
    const std::size_t slot = tags.oldest;
    if (!is_live(numbers_[at][slot], there)) {
      tags.of[slot] = tag(name);
      numbers_[at][slot] = static_cast<std::uint32_t>(number);
      tags.oldest = static_cast<std::uint8_t>((slot + 1) % kSlots);
      return;
    }
    tags.spilled = true;
    numbers_[at][kSlots] = static_cast<std::uint32_t>(number);
  }
}

void NameIndex::erase(Fingerprint name, Number number, const Span& there) {
  std::size_t at = home(name);
  for (std::size_t i = 0; i < tags_.size(); ++i, at = next(at)) {
    for (std::size_t slot = 0; slot < kSlots; ++slot) {
      std::uint32_t& found = numbers_[at][slot];
      if (tags_[at].of[slot] != tag(name) || found != static_cast<std::uint32_t>(number)) continue;
      found = static_cast<std::uint32_t>(there.oldest - 1);
      return;
    }
    if (!has_spilled(at, there)) return;
  }
}

void NameIndex::grow() {
  const std::size_t size = tags_.size() * 2;
  tags_ = Lines<Tags>(size);
  numbers_ = Lines<Numbers>(size);
}

}  // namespace sqsproof::semantics::stream
