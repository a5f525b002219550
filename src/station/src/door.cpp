#include "attendsense/station/door.hpp"

#include "attendsense/base/log.hpp"

namespace attendsense::station {

using std::chrono::microseconds;

namespace {

// Somebody may have hung a portrait opposite the camera.
constexpr std::chrono::hours kLongestRenewal{1};

}  // namespace

Door::Door(vision::Detector& detector, PassageOpinion opinion, Send send, const DoorSettings& settings)
    : detector_(detector),
      opinion_(std::move(opinion)),
      send_(std::move(send)),
      settings_(settings),
      motion_(settings.motion),
      face_gate_(settings.face),
      tracker_(settings.tracker) {}

void Door::look(const TimedFrame& frame) {
  counts_.with([](DoorCounts& counts) { ++counts.frames; });
  last_position_ = frame.position;
  resolve();
  const Motion motion = motion_.look(frame.image, frame.position);
  if (motion.scene_cut) end();
  if (is_worth_a_look(frame, motion)) search(frame);
  if (tracker_.alive() == 0) seen_.clear();
  if (show_) show_(frame, seen_);
}

void Door::search(const TimedFrame& frame) {
  Result<std::vector<vision::Face>> faces = detector_.detect(frame.image);
  if (!faces) {
    if (!std::exchange(detector_failed_, true)) log::error("detector_failed", {{"error", faces.error()}});
    return;
  }
  detector_failed_ = false;
  std::erase_if(*faces, [&](const vision::Face& face) { return face.box.width < settings_.min_tracked_width; });

  const TrackUpdate update = tracker_.update(*faces, frame.position);
  for (const TrackNumber track : update.ended) finish(track, frame.position);
  seen_.clear();
  for (const TrackUpdate::Match& match : update.matches) {
    if (match.is_new) begin_passage(match.track, frame);
    Passage& passage = passages_.at(match.track);
    consider(passage, frame, (*faces)[match.face]);
    seen_.push_back({.box = (*faces)[match.face].box, .passage = passage.id});
  }
  for (auto& [track, passage] : passages_) {
    if (passage.shots.due(frame.position, opinion_.answer(passage.id))) send(passage, frame.position);
  }
}

bool Door::is_worth_a_look(const TimedFrame& frame, const Motion& motion) {
  if (!motion.open && tracker_.alive() == 0) return false;
  // A little less than the whole interval, so that a camera of just this rate does not lose every other frame to
  // jitter.
  const auto interval = std::chrono::duration<double>(0.8 / settings_.looks_per_second);
  if (last_look_ && frame.position - *last_look_ < interval) return false;
  last_look_ = frame.position;
  counts_.with([](DoorCounts& counts) { ++counts.looks; });
  return true;
}

void Door::begin_passage(TrackNumber track, const TimedFrame& frame) {
  passages_.insert_or_assign(track, fresh_passage(frame, settings_.renew_after));
  counts_.with([](DoorCounts& counts) { ++counts.tracks; });
}

Door::Passage Door::fresh_passage(const TimedFrame& frame, std::chrono::seconds renew_after) const {
  return {.id = core::PassageId::make(frame.captured_at),
          .shots = BestShot(settings_.best_shot),
          .candidate = std::nullopt,
          .began = frame.position,
          .renew_after = renew_after};
}

void Door::consider(Passage& passage, const TimedFrame& frame, const vision::Face& face) {
  if (passage.shots.exhausted(opinion_.answer(passage.id))) {
    const bool is_renewed = frame.position - passage.began >= passage.renew_after && !opinion_.has_settled(passage.id);
    if (!is_renewed) return;
    passage = fresh_passage(frame, std::min<std::chrono::seconds>(2 * passage.renew_after, kLongestRenewal));
  }
  const FaceVerdict verdict = face_gate_.judge(frame.image, face);
  if (verdict.merit <= 0) return;
  const bool is_good = verdict.fault == vision::QualityFault::none;
  if (is_good && !std::exchange(passage.has_good_look, true)) {
    counts_.with([](DoorCounts& counts) { ++counts.passages; });
  }
  const BestShot::Choice choice = is_good ? passage.shots.offer(verdict.merit, frame.position)
                                          : passage.shots.offer_poor(verdict.merit, frame.position);
  if (choice == BestShot::Choice::take_this) {
    passage.candidate = take_shot(frame.image, face.box, frame.captured_at, frame.seen_at, settings_.capture);
  }
}

void Door::send(Passage& passage, microseconds position) {
  passage.shots.sent(position);
  counts_.with([&](DoorCounts& counts) {
    ++counts.shots;
    counts.most_shots = std::max(counts.most_shots, passage.shots.uploads());
  });
  if (passage.candidate) send_(*passage.candidate, passage.id);
  passage.candidate.reset();
}

void Door::finish(TrackNumber track, microseconds position) {
  const auto found = passages_.find(track);
  if (found == passages_.end()) return;
  Passage passage = std::move(found->second);
  passages_.erase(found);
  const Answer answer = opinion_.answer(passage.id);
  if (passage.shots.due_at_end(answer)) {
    send(passage, position);
  } else if (answer == Answer::none && passage.shots.due_at_end(Answer::open)) {
    last_looks_.push_back(
        {.passage = std::move(passage), .until = std::chrono::steady_clock::now() + settings_.keep_last_look});
  }
}

bool Door::resolve() {
  const auto now = std::chrono::steady_clock::now();
  std::erase_if(last_looks_, [&](LastLook& last) {
    const Answer answer = opinion_.answer(last.passage.id);
    if (answer == Answer::open) send(last.passage, last_position_);
    return answer != Answer::none || now >= last.until;
  });
  return last_looks_.empty();
}

void Door::end() {
  for (const TrackNumber track : tracker_.end_all()) finish(track, last_position_);
}

DoorCounts Door::counts() const {
  return counts_.with([](const DoorCounts& counts) { return counts; });
}

}  // namespace attendsense::station
