// Reading what the command line names: files and standard input.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cli/options.h"
#include "policy/support/diagnostic.h"

namespace sqsproof::cli {

/// Largest input that is read at all.
constexpr std::size_t kInputBytesLimit = 256U << 20;

/// The text of a file, or of standard input for `-`. A directory, a missing or unreadable file, and
/// one beyond the limit are diagnostics; what to do about the last the caller knows.
[[nodiscard]] policy::Result<policy::Source> read_input(
    const std::string& path, const std::string& if_too_long = "split the input");

/// Prints remarks about what was read on standard error, unless that shall be quiet.
void print_notes(const std::vector<std::string>& notes, const Common& common);

/// Prints diagnostics on standard error.
void print(const policy::Diagnostics& diagnostics, bool color);

}  // namespace sqsproof::cli
