// The files that a path of the command line stands for: itself, or what lies in a folder.
#pragma once

#include <string>
#include <vector>

#include "policy/support/diagnostic.h"

namespace sqsproof::cli {

struct InputFile {
  std::string path;
  /// Below the folder that was named, or the name of the file: two versions of the same inputs have
  /// it in common.
  std::string relative;
};

struct FoundInputs {
  std::vector<InputFile> files;
  policy::Diagnostics diagnostics;  ///< folders that cannot be read, or that have nothing to read
  std::size_t skipped = 0;          ///< files of a folder that are not read because of their names
};

/// Of a folder every `.json`, `.jsonl` and `.ndjson` file counts, those of its folders too, in
/// order of their paths. Links to folders are not followed.
[[nodiscard]] FoundInputs find_inputs(const std::string& path);

/// `3 files skipped: …`; empty when none was.
[[nodiscard]] std::string words_of_skipped(const FoundInputs& found);

}  // namespace sqsproof::cli
