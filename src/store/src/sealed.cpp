#include "sealed.hpp"

namespace attendsense::store {
namespace {

void append(Bytes& bytes, BytesView more) {
  bytes.insert(bytes.end(), more.begin(), more.end());
}

}  // namespace

// The ids have a fixed length, so the model can follow them without a separator.
Bytes template_seal_context(core::TemplateId id, core::EmployeeId employee, std::string_view model) {
  Bytes context = to_bytes("template.sealed_vector:");
  append(context, id.uuid.bytes);
  append(context, employee.uuid.bytes);
  append(context, as_bytes(model));
  return context;
}

Bytes station_seal_context(core::StationId id) {
  Bytes context = to_bytes("station.sealed_key:");
  append(context, id.uuid.bytes);
  return context;
}

Bytes second_factor_seal_context(core::EmployeeId employee) {
  Bytes context = to_bytes("second_factor.sealed_key:");
  append(context, employee.uuid.bytes);
  return context;
}

Bytes reply_seal_context(const core::ReplyKey& key) {
  Bytes context = to_bytes("reply.sealed_body:");
  append(context, key.requester.uuid.bytes);
  append(context, as_bytes(key.key));
  return context;
}

Bytes crop_seal_context(core::SightingId id) {
  Bytes context = to_bytes("sighting_crop.sealed_jpeg:");
  append(context, id.uuid.bytes);
  return context;
}

// The secret of now and the one before may change places: both are the webhook's.
Bytes webhook_seal_context(core::WebhookId id) {
  Bytes context = to_bytes("webhook.sealed_secret:");
  append(context, id.uuid.bytes);
  return context;
}

}  // namespace attendsense::store
