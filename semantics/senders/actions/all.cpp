#include "semantics/senders/actions/all.h"

#include <array>
#include <cstddef>
#include <utility>

namespace sqsproof::semantics::sns {
namespace {

template <std::size_t... I>
constexpr auto names(std::index_sequence<I...>) {
  return std::array{std::variant_alternative_t<I, Call>::action...};
}

constexpr auto kActions = names(std::make_index_sequence<std::variant_size_v<Call>>{});
static_assert(std::variant_size_v<Call> == std::variant_size_v<Reply>);

}  // namespace

std::span<const std::string_view> all_actions() { return kActions; }

}  // namespace sqsproof::semantics::sns
