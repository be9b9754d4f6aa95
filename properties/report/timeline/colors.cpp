#include "properties/report/timeline/colors.h"

namespace sqsproof::properties::timeline {

const char* const kDefinitions =
    "<defs>"
    "<pattern id=\"amber\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
    "patternTransform=\"rotate(45)\"><rect width=\"3\" height=\"6\" fill=\"#e0a030\"/></pattern>"
    "<pattern id=\"blue\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
    "patternTransform=\"rotate(45)\"><rect width=\"3\" height=\"6\" fill=\"#5b8fd0\"/></pattern>"
    "<pattern id=\"grey\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
    "patternTransform=\"rotate(45)\"><rect width=\"3\" height=\"6\" fill=\"#a0a0a0\"/></pattern>"
    "<marker id=\"tip\" markerWidth=\"8\" markerHeight=\"8\" refX=\"7\" refY=\"4\" "
    "orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" fill=\"#7a55c0\"/></marker>"
    "<marker id=\"moved\" markerWidth=\"8\" markerHeight=\"8\" refX=\"7\" refY=\"4\" "
    "orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" fill=\"#556\"/></marker>"
    "</defs>\n";

std::string_view word_of(const Span& span) {
  return span.kind == Span::Kind::delayed     ? "delayed"
         : span.kind == Span::Kind::in_flight ? "in flight"
                                              : span.cause;
}

const char* ink_of(Span::Kind kind) {
  return kind == Span::Kind::delayed     ? "#5b8fd0"
         : kind == Span::Kind::in_flight ? "#e0a030"
                                         : "#a0a0a0";
}

const char* fill_of(const Span& span) {
  if (span.certain) return ink_of(span.kind);
  return span.kind == Span::Kind::delayed     ? "url(#blue)"
         : span.kind == Span::Kind::in_flight ? "url(#amber)"
                                              : "url(#grey)";
}

}  // namespace sqsproof::properties::timeline
