#include "properties/report/timeline/svg.h"

#include <algorithm>
#include <fmt/format.h>

#include "properties/report/timeline/arrows.h"
#include "properties/report/timeline/axis.h"
#include "properties/report/timeline/colors.h"
#include "properties/report/xml.h"

namespace sqsproof::properties::timeline {
namespace {

using semantics::Instant_us;

constexpr double kLeft = 56;     // for the names of lanes
constexpr double kLetter = 6.4;  // width of a character of the labels
constexpr int kLane = 30;        // height
constexpr std::size_t kMostArrows = 6;
constexpr Instant_us kLatest = Instant_us{1} << 60;
constexpr std::size_t kLabel = 28;  // characters; the whole text is in the title

std::string clipped(const std::string& text) {
  if (text.size() <= kLabel) return text;
  std::size_t end = kLabel - 1;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "\xE2\x80\xA6";
}

semantics::Duration_us rounded(semantics::Duration_us duration) {
  constexpr auto unit = semantics::kMillisecond_us;
  return (duration + unit / 2) / unit * unit;
}

class Drawing {
 public:
  Drawing(const semantics::History& history, const semantics::Violation& violation,
          const std::vector<std::size_t>& calls, const std::vector<std::size_t>& also)
      : history_(history), lanes_(lanes_of(history, violation, calls, also)) {
    find_violation();
    for (const semantics::TimeBound& bound : violation.bounds) {
      const bool shown = lanes_.from <= bound.from && bound.from <= lanes_.to &&
                         bound.until > bound.from && bound.until < kLatest;
      const bool known = std::find(bounds_.begin(), bounds_.end(), bound) != bounds_.end();
      if (shown && !known && bounds_.size() < kMostArrows) bounds_.push_back(bound);
    }
  }

  std::string draw() {
    lay_out();
    std::string body;
    for (const Lane& lane : lanes_.clients) body += client(lane);
    const int calls_bottom = y_;
    for (const semantics::TimeBound& bound : bounds_) body += arrow(bound);
    if (!lanes_.changes.empty()) body += changes();
    for (const Lane& lane : lanes_.messages) body += message(lane);
    const int bottom = y_ + 42;
    return fmt::format(
               "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1}\" "
               "width=\"{0:.0f}\" height=\"{1}\" font-family=\"system-ui, sans-serif\" "
               "font-size=\"11\" role=\"img\" aria-label=\"timeline of the history\">\n",
               full_width() + 20, bottom) +
           kDefinitions + stretches(calls_bottom) + violation_frame() + body + ends() + "</svg>\n";
  }

 private:
  void find_violation() {
    for (const Lane& lane : lanes_.clients) {
      for (const Box& box : lane.boxes) {
        if (box.violation) violation_ = box;
      }
    }
  }

  void lay_out() {
    for (const Lane& lane : lanes_.clients) {
      for (const Box& box : lane.boxes) {
        const double letters = static_cast<double>(std::min(box.label.size() + 4, kLabel + 4));
        axis_.keep_apart(box.from, box.to, letters * kLetter + 10);
      }
    }
    for (const Change& change : lanes_.changes) axis_.add(change.from);
    for (const Lane& lane : lanes_.messages) {
      if (!lane.queue_name.empty()) axis_.add(lane.seen);
      for (const Span& span : lane.spans) {
        axis_.add(span.from);
        axis_.add(span.to);
      }
    }
    for (const semantics::TimeBound& bound : bounds_) {
      const ArrowWords words = words_of(bound, violation_.from, violation_.to);
      axis_.keep_apart(bound.from, bound.until, width_of(words.timer));
      if (words.gap.empty()) continue;
      const bool early = violation_.to < bound.until;
      axis_.keep_apart(early ? violation_.to : bound.until, early ? bound.until : violation_.from,
                       width_of(words.gap));
    }
    axis_.lay_out(kLeft);
  }

  std::string arrow(const semantics::TimeBound& bound) {
    const bool early = violation_.to < bound.until;
    const auto box = bottoms_.find(bound.operation);
    y_ += kLane - 8;
    return timeline::draw({axis_.at(bound.from), axis_.at(bound.until),
                           axis_.at(early ? violation_.to : violation_.from),
                           box == bottoms_.end() ? y_ - 8 : box->second, y_ - 6},
                          words_of(bound, violation_.from, violation_.to));
  }

  std::string lane_name(const Lane& lane) const {
    return fmt::format(
        "<text x=\"6\" y=\"{0}\" font-weight=\"bold\" fill=\"#444\">{1}</text>"
        "<text x=\"{2}\" y=\"{0}\" text-anchor=\"end\" fill=\"#777\">{3}</text>\n",
        y_ + 17, lane.name, kLeft - 4, xml_text(lane.label));
  }

  std::string client(const Lane& lane) {
    std::string text = lane_name(lane);
    for (const Box& box : lane.boxes) {
      const double x = axis_.at(box.from), width = axis_.at(box.to) - x;
      const char* fill = box.violation ? "#c62828"
                         : box.premise ? "#b79be0"
                         : box.unknown ? "#f6f6f6"
                                       : "#e8ecf0";
      const char* ink = box.violation ? "#fff" : box.unknown ? "#777" : "#1a1a1a";
      const char* edge = box.unknown ? "#999\" stroke-dasharray=\"4 3" : "#556";
      if (box.violation) violation_x_ = {x, x + width};
      bottoms_[box.operation] = y_ + 24;
      text += fmt::format(
          "<g><title>{} [{} to {}] {}</title>"
          "<rect x=\"{:.1f}\" y=\"{}\" width=\"{:.1f}\" height=\"22\" rx=\"3\" fill=\"{}\" "
          "stroke=\"{}\"/><text x=\"{:.1f}\" y=\"{}\" fill=\"{}\">{} {}</text></g>\n",
          box.operation, semantics::describe_instant(history_, box.from),
          semantics::describe_instant(history_, box.to), xml_text(box.text), x, y_ + 2, width, fill,
          edge, x + 5, y_ + 17, ink, box.operation, xml_text(clipped(box.label)));
    }
    y_ += kLane;
    return text;
  }

  /// A mark for each change of settings, and what was set.
  std::string changes() {
    std::string text = lane_name({"set"});
    double taken = 0;
    for (const Change& change : lanes_.changes) {
      const double x = axis_.at(change.from);
      if (x < taken) y_ += kLane / 2;  // its words would cover those before
      text += fmt::format(
          "<path d=\"M{0:.1f} {1} l5 6 l-5 6 l-5 -6z\" fill=\"#2e7d7d\"/>"
          "<text x=\"{2:.1f}\" y=\"{3}\" fill=\"#2e7d7d\">{4}</text>\n",
          x, y_ + 7, x + 9, y_ + 17, xml_text(change.text));
      taken = x + static_cast<double>(change.text.size()) * kLetter + 20;
    }
    y_ += kLane;
    return text;
  }

  std::string message(const Lane& lane) {
    std::string text = lane_name(lane);
    text += fmt::format("<line x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{}\" y2=\"{}\" stroke=\"#ccd\"/>\n",
                        kLeft, axis_.width(), y_ + 13, y_ + 13);
    for (const Span& span : lane.spans) {
      const double x = axis_.at(span.from), width = axis_.at(span.to) - x;
      text += fmt::format(
          "<rect x=\"{:.1f}\" y=\"{}\" width=\"{:.1f}\" height=\"14\" fill=\"{}\" "
          "stroke=\"{}\"><title>{}{}</title></rect>\n",
          x, y_ + 6, width, fill_of(span), ink_of(span.kind),
          span.certain ? "certainly " : "perhaps ", word_of(span));
      if (span.kind == Span::Kind::gone && span.certain) text += cause(span, x, width);
    }
    if (!lane.queue_name.empty()) text += arrival(lane);
    y_ += kLane - 4;
    return text;
  }

  /// From a lane above, where the message was in another queue.
  std::string arrival(const Lane& lane) const {
    const double x = axis_.at(lane.seen);
    return fmt::format(
        "<path d=\"M{0:.1f} {1} V{2}\" stroke=\"#556\" marker-end=\"url(#moved)\"/>"
        "<text x=\"{3:.1f}\" y=\"{4}\" text-anchor=\"end\" fill=\"#556\">in {5}</text>\n",
        x, y_ + 13 - static_cast<int>(lane.lanes_up) * (kLane - 4), y_ + 5, x - 6, y_ + 9,
        xml_text(clipped(lane.queue_name)));
  }

  /// Why it is gone, where there is room for it.
  std::string cause(const Span& span, double x, double width) const {
    if (static_cast<double>(span.cause.size()) * kLetter + 8 > width) return "";
    return fmt::format("<text x=\"{:.1f}\" y=\"{}\" fill=\"#fff\">{}</text>\n", x + 5, y_ + 17,
                       span.cause);
  }
  /// Long stretches without a call, in words.
  std::string stretches(int top) const {
    std::string text;
    for (const auto& stretch : axis_.stretches()) {
      const double middle = (stretch.from + stretch.to) / 2;
      text += fmt::format(
          "<text x=\"{:.1f}\" y=\"{}\" text-anchor=\"middle\" fill=\"#777\">{}</text>"
          "<path d=\"M{:.1f} {} l4 -5 l-4 -5 l4 -5\" stroke=\"#999\" fill=\"none\"/>\n",
          middle, y_ + 18, semantics::describe_duration(rounded(stretch.duration)), middle - 2,
          top);
    }
    return text;
  }

  std::string violation_frame() const {
    return fmt::format(
        "<rect x=\"{:.1f}\" y=\"0\" width=\"{:.1f}\" height=\"{}\" fill=\"none\" "
        "stroke=\"#c62828\" stroke-dasharray=\"5 4\"/>\n",
        violation_x_.first - 3, violation_x_.second - violation_x_.first + 6, y_);
  }

  /// Below the lengths of stretches, which may begin or end there, too.
  std::string ends() const {
    return fmt::format(
        "<text x=\"{:.1f}\" y=\"{}\" fill=\"#777\">{}</text>\n"
        "<text x=\"{:.1f}\" y=\"{}\" text-anchor=\"end\" fill=\"#777\">{}</text>\n",
        kLeft, y_ + 34, begin(), full_width(), y_ + 34, end());
  }
  std::string begin() const { return semantics::describe_instant(history_, lanes_.from); }
  std::string end() const {
    Instant_us last = lanes_.to;
    for (const semantics::TimeBound& bound : bounds_) last = std::max(last, bound.until);
    return semantics::describe_instant(history_, last);
  }
  /// Both of them have room side by side.
  double full_width() const {
    const auto letters = static_cast<double>(begin().size() + end().size() + 2);
    return std::max(axis_.width(), kLeft + letters * kLetter);
  }

  const semantics::History& history_;
  Lanes lanes_;
  Axis axis_;
  Box violation_;
  std::vector<semantics::TimeBound> bounds_;  // that are drawn
  std::map<std::size_t, int> bottoms_;        // of the boxes, by operation
  int y_ = 4;
  std::pair<double, double> violation_x_;
};

}  // namespace

std::string to_svg(const semantics::History& history, const semantics::Violation& violation,
                   const std::vector<std::size_t>& calls, const std::vector<std::size_t>& also) {
  return Drawing(history, violation, calls, also).draw();
}

}  // namespace sqsproof::properties::timeline
