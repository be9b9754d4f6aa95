#include "semantics/actions/all.h"

#include <array>
#include <cstddef>
#include <utility>

namespace sqsproof::semantics {

Call::Call() = default;
Call::Call(const Call& other) = default;
Call::Call(Call&& other) noexcept = default;
Call& Call::operator=(const Call& other) = default;
Call& Call::operator=(Call&& other) noexcept = default;
Call::~Call() = default;

Reply::Reply() = default;
Reply::Reply(const Reply& other) = default;
Reply::Reply(Reply&& other) noexcept = default;
Reply& Reply::operator=(const Reply& other) = default;
Reply& Reply::operator=(Reply&& other) noexcept = default;
Reply::~Reply() = default;

std::string_view action_of(const Call& call) {
  return std::visit([](const auto& request) { return request.action; }, call);
}

namespace {

template <std::size_t... I>
constexpr auto names(std::index_sequence<I...>) {
  return std::array{std::variant_alternative_t<I, AnyCall>::action...};
}

constexpr auto kActions = names(std::make_index_sequence<std::variant_size_v<AnyCall>>{});
static_assert(std::variant_size_v<AnyCall> == std::variant_size_v<AnyReply>);

}  // namespace

std::span<const std::string_view> all_actions() { return kActions; }

}  // namespace sqsproof::semantics
