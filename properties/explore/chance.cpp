#include "properties/explore/chance.h"

#include <rapidcheck.h>

namespace sqsproof::properties {

// Sizes are RapidCheck's idea of growing cases; ranges are uniform from this one on.
constexpr int kFullSize = 100;

int pick(int least, int most) { return *rc::gen::inRange(least, most + 1); }
int pick_from(const std::vector<int>& values) {
  return values[static_cast<std::size_t>(pick(0, static_cast<int>(values.size()) - 1))];
}
bool percent(int chance) { return chance > 0 && pick(1, 100) <= chance; }

void draw(std::uint64_t seed, const std::function<void()>& make) {
  const auto generator = rc::gen::exec([&] {
    make();
    return true;
  });
  (void)generator(rc::Random(seed), kFullSize).value();
}

std::uint64_t mix_seed(std::uint64_t seed, std::string_view name, std::uint64_t index) {
  std::uint64_t hash = 14'695'981'039'346'656'037U;  // FNV-1a, 64 bits
  const auto add = [&hash](std::uint64_t byte) { hash = (hash ^ byte) * 1'099'511'628'211U; };
  for (int i = 0; i < 64; i += 8) add((seed >> i) & 0xff);
  for (const char c : name) add(static_cast<unsigned char>(c));
  for (int i = 0; i < 64; i += 8) add((index >> i) & 0xff);
  return hash;
}

}  // namespace sqsproof::properties
