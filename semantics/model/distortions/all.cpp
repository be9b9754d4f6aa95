// Table of contents of the distortions.
#include <algorithm>

#include "semantics/model/distortions/distortion.h"

namespace sqsproof::semantics {

const Distortion* distortion_of(Flaw flaw) {
  for (const auto family :
       {distortions_of_messages(), distortions_of_receives(), distortions_of_batches(),
        distortions_of_receipt_batches(), distortions_of_queues(), distortions_of_lists()}) {
    const auto found =
        std::find_if(family.begin(), family.end(),
                     [&](const Distortion& distortion) { return distortion.flaw == flaw; });
    if (found != family.end()) return &*found;
  }
  return nullptr;
}

}  // namespace sqsproof::semantics
