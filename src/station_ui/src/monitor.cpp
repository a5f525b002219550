#include "attendsense/station_ui/monitor.hpp"

namespace attendsense::station_ui {

using std::chrono::steady_clock;

namespace {

constexpr std::chrono::milliseconds kBetweenPictures{60};
constexpr std::size_t kPassagesKept = 200;

Standing standing_of(core::Outcome outcome) {
  switch (outcome) {
    case core::Outcome::booked:
      return Standing::booked;
    case core::Outcome::too_soon:
      return Standing::too_soon;
    case core::Outcome::unknown:
      return Standing::unknown;
    case core::Outcome::spoof:
      return Standing::refused;
    case core::Outcome::unclear:
    case core::Outcome::too_old:
      return Standing::unclear;
  }
  return Standing::unclear;
}

// Once somebody was booked, another face in the same pictures takes nothing away from it.
bool is_final(Standing standing) {
  return standing == Standing::booked || standing == Standing::too_soon;
}

}  // namespace

template <class Change>
void Monitor::change(Change&& change) {
  book_.with(std::forward<Change>(change));
  if (is_told_.exchange(true)) return;
  changed_.with([](const std::function<void()>& changed) { changed(); });
}

void Monitor::tell(std::function<void()> changed) {
  changed_.with([&](std::function<void()>& now) { now = std::move(changed); });
  is_told_ = false;
}

View Monitor::view() const {
  is_told_ = false;  // before the look: what comes in between is told once too often rather than not at all
  return book_.with([](const Book& book) { return book.view; });
}

CameraView& Monitor::camera_of(View& view, const std::string& name) {
  const auto found = std::ranges::find(view.cameras, name, &CameraView::name);
  if (found != view.cameras.end()) return *found;
  return view.cameras.emplace_back(CameraView{.name = name});
}

void Monitor::note(Book& book, core::PassageId passage, Known known) {
  const auto found = book.passages.find(passage);
  if (found != book.passages.end() && is_final(found->second.standing) && !is_final(known.standing)) return;
  book.passages.insert_or_assign(passage, std::move(known));
  while (book.passages.size() > kPassagesKept) book.passages.erase(book.passages.begin());
}

void Monitor::heard(const Heard& heard) {
  change([&](Book& book) {
    note(book, heard.event.passage, {.standing = standing_of(heard.event.outcome), .name = heard.event.display_name});
    book.view.heard.push_front(heard);
    ++book.view.heard_in_all;
    if (book.view.heard.size() > kHeardKept) book.view.heard.pop_back();
  });
}

void Monitor::camera_changed(const std::string& camera, station::CameraState state, const std::string& why) {
  change([&](Book& book) {
    CameraView& view = camera_of(book.view, camera);
    view.state = state;
    view.why = why;
    if (state != station::CameraState::running) view.picture.reset();
  });
}

void Monitor::link_changed(station::LinkState state, const std::string& why) {
  change([&](Book& book) {
    book.view.link = state;
    book.view.link_why = why;
  });
}

void Monitor::profile_known(const station::StationProfile& profile) {
  change([&](Book& book) { book.view.profile = profile; });
}

void Monitor::captured(const std::string&, const station::Capture& capture) {
  change([&](Book& book) { note(book, capture.passage, {.standing = Standing::asked, .name = {}}); });
}

void Monitor::looked(const std::string& camera, const station::TimedFrame& frame,
                     std::span<const station::SeenFace> faces) {
  const auto now = steady_clock::now();
  const bool is_due = book_.with([&](Book& book) {
    steady_clock::time_point& last = book.shown_at[camera];
    if (last != steady_clock::time_point{} && now - last < kBetweenPictures) return false;
    last = now;
    return true;
  });
  if (!is_due) return;
  auto picture = std::make_shared<Picture>();
  picture->image = frame.image;
  change([&](Book& book) {
    for (const station::SeenFace& face : faces) {
      const auto known = book.passages.find(face.passage);
      SeenPerson person{.box = face.box};
      if (known != book.passages.end()) {
        person.standing = known->second.standing;
        person.name = known->second.name;
      }
      picture->people.push_back(std::move(person));
    }
    camera_of(book.view, camera).picture = picture;
  });
}

void Monitor::trouble(const Error& error) {
  change([&](Book& book) { book.view.trouble = Trouble{.error = error, .since = steady_clock::now()}; });
}

void Monitor::phase_changed(Phase phase, std::optional<Error> failure) {
  change([&](Book& book) {
    book.view.phase = phase;
    book.view.failure = std::move(failure);
  });
}

void Monitor::cameras_known(const std::vector<std::string>& names) {
  change([&](Book& book) {
    book.view.cameras.clear();
    for (const std::string& name : names) book.view.cameras.push_back({.name = name});
  });
}

void Monitor::speech_switched(bool is_silent) {
  change([&](Book& book) { book.view.vitals.is_silent = is_silent; });
}

void Monitor::vitals_changed(const station::Vitals& vitals) {
  change([&](Book& book) { book.view.vitals = vitals; });
}

}  // namespace attendsense::station_ui
