#include "tests/cli/program.h"

#include <array>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace sqsproof::tests {
namespace {

namespace fs = std::filesystem;

/// The folder of this run's files.
const fs::path& folder() {
  struct Folder {
    fs::path path;
    Folder() {
      std::string name = (fs::temp_directory_path() / "sqsproof-cli-XXXXXX").string();
      path = mkdtemp(name.data());
    }
    ~Folder() {
      std::error_code ignored;
      fs::remove_all(path, ignored);
    }
  };
  static const Folder kFolder;
  return kFolder.path;
}

std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

[[noreturn]] void become(const std::vector<std::string>& arguments, const fs::path& in,
                         const fs::path& out, const fs::path& err) {
  std::vector<char*> argv = {const_cast<char*>(SQSPROOF_PROGRAM)};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  dup2(open(in.c_str(), O_RDONLY), 0);
  dup2(open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), 1);
  dup2(open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), 2);
  execv(SQSPROOF_PROGRAM, argv.data());
  _exit(127);
}

}  // namespace

Outcome run_program(const std::vector<std::string>& arguments, const std::string& input,
                    const std::string& output) {
  const fs::path in = temporary_file("stdin", input);
  const fs::path out = output.empty() ? folder() / "stdout" : fs::path(output);
  const fs::path err = folder() / "stderr";
  const pid_t child = fork();
  if (child == 0) become(arguments, in, out, err);
  int status = 0;
  rusage used = {};
  wait4(child, &status, 0, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
          output.empty() ? read(out) : "", read(err),
          seconds(used.ru_utime) + seconds(used.ru_stime),
          static_cast<std::size_t>(used.ru_maxrss) / 1024};
}

std::string read_file(const std::string& path) { return read(path); }

std::string temporary_file(const std::string& name, const std::string& text) {
  const fs::path file = folder() / name;
  std::ofstream(file, std::ios::binary) << text;
  return file.string();
}

std::string sample(const std::string& name) {
  return std::string(SQSPROOF_SOURCE_DIR) + "/fixtures/data/policies/" + name;
}

}  // namespace sqsproof::tests
