#include "cli/replace_file.h"

#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

namespace sqsproof::cli {
namespace {

std::string problem() { return std::strerror(errno); }

bool write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(file, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

/// Closes, and keeps the first thing that went wrong.
std::string closed(int file, bool good) {
  std::string wrong = good ? "" : problem();
  if (::close(file) != 0 && wrong.empty()) wrong = problem();
  return wrong;
}

std::string write_through(const std::string& path, const std::string& text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  return file < 0 ? problem() : closed(file, write_all(file, text));
}

/// Where a chain of links ends; the path itself when nothing is there yet.
std::string target_of(const std::string& path) {
  const std::unique_ptr<char, void (*)(void*)> real(::realpath(path.c_str(), nullptr), std::free);
  return real ? real.get() : path;
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash + 1);
}

/// What a new file may be: everything that the process's mask leaves.
mode_t usual_mode() {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

/// Mode and, where we may, owner and group of what is replaced.
bool take_after(int file, const struct stat* old) {
  if (old == nullptr) return ::fchmod(file, usual_mode()) == 0;
  if (::fchown(file, old->st_uid, old->st_gid) != 0 && errno != EPERM) return false;
  return ::fchmod(file, old->st_mode & 07777) == 0;
}

/// The rename itself must last, too; a file system that cannot say so is let be.
void sync_folder(const std::string& path) {
  const int folder = ::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  static_cast<void>(::fsync(folder));
  ::close(folder);
}

}  // namespace

std::string replace_file(const std::string& path, const std::string& text) {
  const std::string target = target_of(path);
  struct stat old = {};
  const bool exists = ::stat(target.c_str(), &old) == 0;
  if (exists && !S_ISREG(old.st_mode)) return write_through(target, text);
  if (exists && ::access(target.c_str(), W_OK) != 0) return problem();
  std::string part = target + ".XXXXXX";
  const int file = ::mkstemp(part.data());
  if (file < 0) return problem();
  const bool good =
      write_all(file, text) && take_after(file, exists ? &old : nullptr) && ::fsync(file) == 0;
  std::string wrong = closed(file, good);
  if (wrong.empty() && ::rename(part.c_str(), target.c_str()) != 0) wrong = problem();
  if (!wrong.empty()) {
    ::unlink(part.c_str());
    return wrong;
  }
  sync_folder(target);
  return {};
}

}  // namespace sqsproof::cli
