#include "tests/properties/seeded_program.h"

#include "properties/explore/generate.h"
#include "properties/queue/requirement.h"

namespace sqsproof::tests {

properties::Program seeded_program(std::uint64_t seed) {
  properties::Bias bias;
  bias.keys = seed % 3 == 0 ? 3 : 0;
  bias.purge = seed % 7 == 0 ? 1 : 0;
  bias.set = seed % 5 == 0 ? 1 : 0;
  const auto rows = properties::all_requirements();
  const std::string_view id = rows[seed % rows.size()].words.id;
  return properties::generate_program_for(id, bias, properties::Timing::full, seed * 7919);
}

}  // namespace sqsproof::tests
