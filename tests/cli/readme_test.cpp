// README's examples are what the program prints. A fence ```console holds commands after `$ ` and
// their output; times and durations may differ. UPDATE_GOLDEN=1 writes the outputs into README.
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <regex>
#include <sstream>

#include "fixtures/mutants/mutant.h"
#include "tests/cli/program.h"

namespace sqsproof::tests {
namespace {

const std::string kReadme = std::string(SQSPROOF_SOURCE_DIR) + "/README.md";

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::stringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string text_of(const std::string& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string without_times(const std::string& text) {
  static const std::regex kSeconds(" *[0-9]+\\.[0-9]+ s\\b");
  return std::regex_replace(text, kSeconds, " 0.0 s");
}

/// The output of `sqsproof …`, run from the root of the project.
std::string output_of(const std::string& command) {
  std::stringstream words(command);
  std::vector<std::string> arguments;
  for (std::string word; words >> word;) {
    const std::string sample_folder = "fixtures/";
    arguments.push_back(
        word.rfind(sample_folder, 0) == 0 ? std::string(SQSPROOF_SOURCE_DIR) + "/" + word : word);
  }
  EXPECT_EQ(arguments.at(0), "sqsproof") << command;
  arguments.erase(arguments.begin());
  const Outcome outcome = run_program(arguments);
  const std::string all = outcome.out + outcome.err;
  return std::regex_replace(all, std::regex(std::string(SQSPROOF_SOURCE_DIR) + "/"), "");
}

/// README with the output of every command replaced by the real one.
std::string with_real_outputs(const std::vector<std::string>& lines, std::size_t& commands) {
  std::string out;
  bool in_console = false;
  bool in_output = false;
  for (const std::string& line : lines) {
    if (line.rfind("```", 0) == 0) {
      in_console = line == "```console";
      in_output = false;
    }
    if (in_console && line.rfind("$ ", 0) == 0) {
      out += line + "\n" + output_of(line.substr(2));
      in_output = true;
      ++commands;
    } else if (!in_output || line.rfind("```", 0) == 0) {
      out += line + "\n";
    }
  }
  return out;
}

}  // namespace

TEST(Readme, ExamplesAreReal) {
  std::ifstream in(kReadme);
  std::stringstream text;
  text << in.rdbuf();
  std::size_t commands = 0;
  const std::string real = with_real_outputs(lines_of(text.str()), commands);
  EXPECT_GE(commands, 3U);
  if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(kReadme) << real;
  EXPECT_EQ(without_times(text.str()), without_times(real));
}

TEST(Readme, CountsWhatTheEmbeddedEndpointCanDoWrong) {
  const std::string text = text_of(kReadme);
  const std::regex words("wrong in one of ([0-9]+) ways");
  std::size_t found = 0;
  for (std::sregex_iterator match(text.begin(), text.end(), words), end; match != end; ++match) {
    EXPECT_EQ((*match)[1], std::to_string(fixtures::all_mutants().size()));
    ++found;
  }
  EXPECT_EQ(found, 2U);
}

// The page is what the tests saw; README says the same.
TEST(Readme, SaysWhatThePageOfMutantsSays) {
  const std::string text = text_of(kReadme);
  const std::string page = text_of(std::string(SQSPROOF_SOURCE_DIR) + "/properties/MUTANTS.md");
  std::smatch survivor, by_page, by_readme;
  ASSERT_TRUE(std::regex_search(page, survivor, std::regex("\n\\| (`[a-z-]+`) [^\n]* nothing: ")));
  EXPECT_NE(text.find("caught but " + survivor[1].str()), std::string::npos) << survivor[1];
  EXPECT_EQ(survivor.suffix().str().find("nothing: "), std::string::npos) << "another one";
  ASSERT_TRUE(std::regex_search(page, by_page, std::regex("still found, ([0-9]+) %")));
  ASSERT_TRUE(std::regex_search(text, by_readme, std::regex("([0-9]+) % are still found")));
  EXPECT_EQ(by_page[1], by_readme[1]);
}

}  // namespace sqsproof::tests
