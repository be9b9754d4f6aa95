#include "tests/cli/served.h"

#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

namespace sqsproof::tests {
namespace {

std::vector<std::string> serve_command(const std::vector<std::string>& options) {
  std::vector<std::string> command = {SQSPROOF_PROGRAM, "serve", "--port", "0"};
  command.insert(command.end(), options.begin(), options.end());
  return command;
}

int exit_code_of(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Child::Child(const std::vector<std::string>& command) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) return;
  pid_ = fork();
  if (pid_ == 0) {
    dup2(ends[1], 1);
    close(ends[0]);
    close(ends[1]);
    std::vector<char*> argv;
    for (const std::string& word : command) argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);
    execvp(argv[0], argv.data());
    _exit(127);
  }
  close(ends[1]);
  output_ = ends[0];
}

Child::~Child() {
  stop();
  if (output_ >= 0) close(output_);
}

std::string Child::read_line() {
  std::string line;
  char c = 0;
  while (read(output_, &c, 1) == 1 && c != '\n') line += c;
  return line;
}

std::string Child::read_all() {
  std::string text;
  std::array<char, 4096> block{};
  for (ssize_t count = 0; (count = read(output_, block.data(), block.size())) > 0;) {
    text.append(block.data(), static_cast<std::size_t>(count));
  }
  return text;
}

int Child::stop() {
  if (pid_ < 0) return -1;
  kill(pid_, SIGTERM);
  return wait();
}

void Child::send(int signal) const {
  if (pid_ > 0) kill(pid_, signal);
}

void Child::crash() {
  if (pid_ < 0) return;
  kill(pid_, SIGKILL);
  wait();
}

int Child::wait() {
  if (pid_ < 0) return -1;
  int status = 0;
  waitpid(pid_, &status, 0);
  pid_ = -1;
  return exit_code_of(status);
}

Served::Served(const std::vector<std::string>& options) : child(serve_command(options)) {
  const std::string line = child.read_line();
  const std::size_t begin = line.find("http://");
  if (begin != std::string::npos) url = line.substr(begin);
}

bool has_program(const std::string& name) {
  const char* path = std::getenv("PATH");
  std::stringstream folders(path != nullptr ? path : "");
  for (std::string folder; std::getline(folders, folder, ':');) {
    if (std::filesystem::exists(std::filesystem::path(folder) / name)) return true;
  }
  return false;
}

}  // namespace sqsproof::tests
