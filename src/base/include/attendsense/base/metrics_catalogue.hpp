#pragma once

// Every metric that a program of ours has: named, described and labelled here and nowhere else. Names follow
// https://prometheus.io/docs/practices/naming/: base units, counters end in _total.

#include <array>
#include <span>
#include <string_view>

#include "attendsense/base/metrics.hpp"

namespace attendsense::metrics {

namespace labels {
inline constexpr std::array<std::string_view, 1> kFate{"fate"};
inline constexpr std::array<std::string_view, 1> kResult{"result"};
inline constexpr std::array<std::string_view, 1> kOutcome{"outcome"};
inline constexpr std::array<std::string_view, 1> kStage{"stage"};
inline constexpr std::array<std::string_view, 1> kState{"state"};
inline constexpr std::array<std::string_view, 1> kType{"type"};
inline constexpr std::array<std::string_view, 1> kPart{"part"};
inline constexpr std::array<std::string_view, 1> kEvent{"event"};
inline constexpr std::array<std::string_view, 2> kRoute{"method", "route"};
inline constexpr std::array<std::string_view, 3> kAnswer{"method", "route", "status"};
}  // namespace labels

namespace buckets {
inline constexpr std::array kStage{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5};
inline constexpr std::array kRequest{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0};
inline constexpr std::array kWait{0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 60.0, 600.0, 3600.0};
}  // namespace buckets

// The door: what stations send.
inline constexpr Family kCapturesReceived{.name = "attendsense_captures_received_total",
                                          .help = "Captures that stations sent, by what became of the request",
                                          .kind = Kind::counter,
                                          .labels = labels::kResult};
inline constexpr Family kHttpRequests{.name = "attendsense_http_requests_total",
                                      .help = "Requests answered",
                                      .kind = Kind::counter,
                                      .labels = labels::kAnswer};
inline constexpr Family kHttpRequestSeconds{.name = "attendsense_http_request_seconds",
                                            .help = "Time from the whole request to its answer",
                                            .kind = Kind::histogram,
                                            .labels = labels::kRoute,
                                            .bounds = buckets::kRequest};

// The worker.
inline constexpr Family kCaptures{.name = "attendsense_captures_total",
                                  .help = "Captures that were taken from the queue, by what became of them",
                                  .kind = Kind::counter,
                                  .labels = labels::kFate};
inline constexpr Family kFaces{.name = "attendsense_faces_total",
                               .help = "Faces by the decision about them",
                               .kind = Kind::counter,
                               .labels = labels::kOutcome};
inline constexpr Family kCaptureStageSeconds{.name = "attendsense_capture_stage_seconds",
                                             .help = "Time in each stage of a capture",
                                             .kind = Kind::histogram,
                                             .labels = labels::kStage,
                                             .bounds = buckets::kStage};
inline constexpr Family kCaptureWaitSeconds{.name = "attendsense_capture_wait_seconds",
                                            .help = "From a capture's acceptance to its outcome",
                                            .kind = Kind::histogram,
                                            .bounds = buckets::kWait};

// Events on their way to stations and browsers.
inline constexpr Family kEventsPublished{.name = "attendsense_events_published_total",
                                         .help = "Events of the outbox that the event bus took, by type",
                                         .kind = Kind::counter,
                                         .labels = labels::kType};
inline constexpr Family kEventsDropped{
    .name = "attendsense_events_dropped_total", .help = "Events that a slow listener missed", .kind = Kind::counter};

inline constexpr Family kWebhookPosts{.name = "attendsense_webhook_posts_total",
                                      .help = "Tries to tell a webhook of an event, by result",
                                      .kind = Kind::counter,
                                      .labels = labels::kResult};

// What is there now. Every process that sees it reports it: take the maximum, not the sum.
inline constexpr Family kQueueCaptures{.name = "attendsense_queue_captures",
                                       .help = "Captures in the queue: waiting, leased by a worker, dead",
                                       .kind = Kind::gauge,
                                       .labels = labels::kState};
inline constexpr Family kQueueOldestSeconds{.name = "attendsense_queue_oldest_seconds",
                                            .help = "How long the oldest capture has been waiting",
                                            .kind = Kind::gauge};
inline constexpr Family kOutboxLagEvents{.name = "attendsense_outbox_lag_events",
                                         .help = "Events in the outbox that the relay has not noted as told",
                                         .kind = Kind::gauge};
inline constexpr Family kGalleryTemplates{
    .name = "attendsense_gallery_templates", .help = "Templates that this process searches", .kind = Kind::gauge};
inline constexpr Family kGalleryVersion{.name = "attendsense_gallery_version",
                                        .help = "Version of the templates that this process searches",
                                        .kind = Kind::gauge};
inline constexpr Family kStations{.name = "attendsense_stations",
                                  .help = "Active stations: online when heard of in the last five minutes, offline",
                                  .kind = Kind::gauge,
                                  .labels = labels::kState};
inline constexpr Family kPartUp{.name = "attendsense_part_up",
                                .help = "Whether this process reaches what it depends on: 1 or 0",
                                .kind = Kind::gauge,
                                .labels = labels::kPart};

// This process.
inline constexpr Family kErrors{.name = "attendsense_errors_total",
                                .help = "Events of the log at the level error or warn, by the event's name",
                                .kind = Kind::counter,
                                .labels = labels::kEvent};
inline constexpr Family kExports{.name = "attendsense_exports_total",
                                 .help = "Pushes to Google Cloud Monitoring, by result",
                                 .kind = Kind::counter,
                                 .labels = labels::kResult};

inline constexpr std::array kCatalogue{&kCapturesReceived,
                                       &kHttpRequests,
                                       &kHttpRequestSeconds,
                                       &kCaptures,
                                       &kFaces,
                                       &kCaptureStageSeconds,
                                       &kCaptureWaitSeconds,
                                       &kEventsPublished,
                                       &kEventsDropped,
                                       &kWebhookPosts,
                                       &kQueueCaptures,
                                       &kQueueOldestSeconds,
                                       &kOutboxLagEvents,
                                       &kGalleryTemplates,
                                       &kGalleryVersion,
                                       &kStations,
                                       &kPartUp,
                                       &kErrors,
                                       &kExports};

}  // namespace attendsense::metrics
