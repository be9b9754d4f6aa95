// Table of contents of the examples.
#include "properties/examples/families.h"

namespace sqsproof::properties {

std::span<const Example> all_examples() {
  static const std::vector<Example> kAll = [] {
    std::vector<Example> all;
    for (const auto family : {examples::batch(),
                              examples::batch_limits(),
                              examples::receipt_batches(),
                              examples::message_limits(),
                              examples::attribute_limits(),
                              examples::parameter_limits(),
                              examples::in_flight_limits(),
                              examples::fifo_limits(),
                              examples::queue_limits(),
                              examples::attributes(),
                              examples::system_attributes(),
                              examples::digests(),
                              examples::queue_creation(),
                              examples::queue_attributes(),
                              examples::queue_lists(),
                              examples::deduplication(),
                              examples::receipts(),
                              examples::visibility(),
                              examples::purge(),
                              examples::long_polls(),
                              examples::redrive(),
                              examples::move_tasks(),
                              examples::dead_letter(),
                              examples::wire_json(),
                              examples::wire_query(),
                              examples::wire_errors(),
                              examples::wire_nonsense(),
                              examples::authorization(),
                              examples::receipt_authorization(),
                              examples::decisions(),
                              examples::tag_authorization(),
                              examples::signatures(),
                              examples::sns(),
                              examples::s3(),
                              examples::restart()}) {
      all.insert(all.end(), family.begin(), family.end());
    }
    return all;
  }();
  return kAll;
}

}  // namespace sqsproof::properties
