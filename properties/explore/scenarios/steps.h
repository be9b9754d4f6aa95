// The words scenarios are written in.
#pragma once

#include "properties/explore/chance.h"
#include "properties/explore/program.h"

namespace sqsproof::properties::steps {

[[nodiscard]] inline Command send(int group = 1, int key = 0) {
  Command command;
  command.group = group;
  command.key = key;
  return command;
}
[[nodiscard]] inline Command send_batch(int entries, int group = 1) {
  Command command = send(group);
  command.kind = Command::Kind::send_batch;
  command.entries = entries;
  return command;
}
[[nodiscard]] inline Command receive(int max_messages = 1,
                                     int visibility_timeout_s = Command::kQueueDefault) {
  Command command;
  command.kind = Command::Kind::receive;
  command.max_messages = max_messages;
  command.visibility_timeout_s = visibility_timeout_s;
  return command;
}
[[nodiscard]] inline Command poll(int wait_s, int max_messages = 1) {
  Command command = receive(max_messages);
  command.wait_s = wait_s;
  return command;
}
[[nodiscard]] inline Command remove(int receipt = 1) {
  Command command;
  command.kind = Command::Kind::remove;
  command.receipt = receipt;
  return command;
}
[[nodiscard]] inline Command change(int visibility_timeout_s, int receipt = 1) {
  Command command = remove(receipt);
  command.kind = Command::Kind::change;
  command.visibility_timeout_s = visibility_timeout_s;
  return command;
}
[[nodiscard]] inline Command set(Setting setting, int value) {
  Command command;
  command.kind = Command::Kind::set;
  command.setting = static_cast<int>(setting);
  command.value = value;
  return command;
}
[[nodiscard]] inline Command start_move(int rate = 0) {
  Command command;
  command.kind = Command::Kind::start_move;
  command.rate = rate;
  return command;
}
[[nodiscard]] inline Command of_kind(Command::Kind kind) {
  Command command;
  command.kind = kind;
  return command;
}
[[nodiscard]] inline Command after_s(int seconds, Command command) {
  command.think_ms += seconds * 1000;
  return command;
}
[[nodiscard]] inline Command by(int client, Command command, int latency_ms = 0) {
  command.client = client;
  command.latency_ms = latency_ms;
  return command;
}
[[nodiscard]] inline Command in(Role role, Command command) {
  command.queue = static_cast<int>(role);
  return command;
}
[[nodiscard]] inline Program program(bool fifo, QueuePlan plan, std::vector<Command> commands) {
  return {fifo, plan, std::move(commands)};
}

}  // namespace sqsproof::properties::steps
