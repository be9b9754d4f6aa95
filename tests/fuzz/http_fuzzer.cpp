// The entry point that libFuzzer calls; built by `./dev fuzz` only.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "tests/fuzz/http_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (!sqsproof::tests::survives_as_request({reinterpret_cast<const char*>(data), size})) {
    std::abort();
  }
  return 0;
}
