#pragma once

#include "attendsense/base/uuid.hpp"

namespace attendsense::core {

using CompanyId = StrongId<struct CompanyTag>;
using SiteId = StrongId<struct SiteTag>;
using RoleId = StrongId<struct RoleTag>;
using EmployeeId = StrongId<struct EmployeeTag>;
using TemplateId = StrongId<struct TemplateTag>;
using StationId = StrongId<struct StationTag>;
using CameraId = StrongId<struct CameraTag>;
using CaptureId = StrongId<struct CaptureTag>;    // made by the station, one a picture
using PassageId = StrongId<struct PassageTag>;    // made by the station, one a person walking past
using SightingId = StrongId<struct SightingTag>;  // one a face of a capture
using PunchId = StrongId<struct PunchTag>;
using EventId = StrongId<struct EventTag>;
using TokenId = StrongId<struct TokenTag>;
using ScheduleId = StrongId<struct ScheduleTag>;
using AssignmentId = StrongId<struct AssignmentTag>;
using HolidayId = StrongId<struct HolidayTag>;
using LeaveKindId = StrongId<struct LeaveKindTag>;
using LeaveId = StrongId<struct LeaveTag>;
using OvertimeGrantId = StrongId<struct OvertimeGrantTag>;
using CorrectionId = StrongId<struct CorrectionTag>;
using CorrectionBatchId = StrongId<struct CorrectionBatchTag>;  // corrections that were made together
using PeriodId = StrongId<struct PeriodTag>;
using WebhookId = StrongId<struct WebhookTag>;
using WebhookDeliveryId = StrongId<struct WebhookDeliveryTag>;

}  // namespace attendsense::core
