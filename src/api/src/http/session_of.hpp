#pragma once

// One connection over any kind of stream. Included by one unit for each kind: the libraries behind it are slow to
// compile. Everything here runs on the loop's thread; each step starts the next one.

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/vector_body.hpp>
#include <charconv>

#include "http/request_head.hpp"
#include "http/session.hpp"

namespace attendsense::api::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;

// What has to be said about a failed read; nothing: there is nobody to say it to.
[[nodiscard]] std::optional<ProtocolFault> fault_of(const error_code& failed, bool timed_out, bool in_body);
// Status line and header fields. `framing` is the fields that say where the body ends.
[[nodiscard]] std::string head_of(const Response& response, std::string_view framing, bool keep_alive);

// The stream's own ways of saying hello and goodbye.
template <class Stream>
struct StreamTraits;

template <class Stream>
class SessionOf final : public SessionBase {
 public:
  template <class... Arguments>
  SessionOf(const SessionContext& context, asio::ip::tcp::socket socket, Arguments&... arguments)
      : SessionBase(context), stream_(std::move(socket), arguments...), timer_(context.loop.io) {
    error_code ignored;
    const auto end = Traits::socket(stream_).remote_endpoint(ignored);
    peer_ = {end.address().to_string(), end.address().is_loopback(), Traits::kTls};
    const auto v6 = end.address().is_v6() ? end.address().to_v6() : asio::ip::address_v6{};
    if (v6.is_v4_mapped()) peer_.loopback = v6.to_bytes()[12] == 127;
    Traits::socket(stream_).set_option(asio::ip::tcp::no_delay(true), ignored);
    buffer_.reserve(kReadSize);  // uploads are ten times slower with the default of 512 bytes
  }

  void start() {
    arm(limits().header_time);
    Traits::open(stream_, [self = self()](error_code failed) {
      self->disarm();
      if (failed) return self->end();
      if (self->context_.refuse) return self->refuse_for_lack_of_room();
      self->await_request(self->limits().header_time);
    });
  }

  void drain() override {
    if (step_ == Step::idle || step_ == Step::lingering) return end();
    if (step_ == Step::streaming) response_.stream->drain();
  }

  void cut() override { end(); }

 private:
  using Traits = StreamTraits<Stream>;
  using Parser = beast::http::request_parser<beast::http::vector_body<std::uint8_t>>;
  static constexpr std::size_t kReadSize = 65536;
  static constexpr std::size_t kMostDiscarded = 64U << 20;

  enum class Step { idle, reading, handling, writing, streaming, lingering, ended };

  // Answers once, from any thread; dropped unanswered, it says so.
  class Answer {
   public:
    explicit Answer(std::shared_ptr<SessionOf> session) : session_(std::move(session)) {}

    Answer(const Answer&) = delete;
    Answer& operator=(const Answer&) = delete;

    ~Answer() {
      if (!session_) return;
      send(session_->context_.handler.refuse(
          {503, "server_stopping", "The request was given up", "Try again in a moment"}, session_->peer_));
    }

    void send(Response response) {
      if (!session_) return;
      asio::io_context& io = session_->context_.loop.io;
      // The last reference must go on the loop's thread.
      asio::post(io, [session = std::exchange(session_, nullptr), response = std::move(response)]() mutable {
        session->write(std::move(response));
      });
    }

   private:
    std::shared_ptr<SessionOf> session_;
  };

  std::shared_ptr<SessionOf> self() { return std::static_pointer_cast<SessionOf>(shared_from_this()); }

  const Limits& limits() const { return context_.limits; }

  // One deadline at a time. When it passes, what is under way on the socket is cancelled, which leaves the stream fit
  // for an answer.
  void arm(std::chrono::milliseconds most) {
    timed_out_ = false;
    timer_.expires_after(most);
    // A wait that has ended already cannot be cancelled any more: it knows by its number that it is an old one.
    timer_.async_wait([self = self(), number = ++armed_](error_code cancelled) {
      if (cancelled || number != self->armed_) return;
      self->timed_out_ = true;
      error_code ignored;
      Traits::socket(self->stream_).cancel(ignored);
    });
  }

  void disarm() {
    ++armed_;
    timer_.cancel();
  }

  // ---- reading

  void await_request(std::chrono::milliseconds patience) {
    if (context_.loop.draining) return end();
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(limits().header_bytes));
    parser_->body_limit(limits().body_bytes);
    if (buffer_.size() > 0) return read_head();  // a client that did not wait for the answer before
    step_ = Step::idle;
    arm(patience);
    stream_.async_read_some(buffer_.prepare(kReadSize), [self = self()](error_code failed, std::size_t size) {
      self->disarm();
      if (failed || self->step_ == Step::ended) return self->end();
      self->buffer_.commit(size);
      self->read_head();
    });
  }

  void read_head() {
    step_ = Step::reading;
    arm(limits().header_time);
    beast::http::async_read_header(stream_, buffer_, *parser_, [self = self()](error_code failed, std::size_t) {
      self->disarm();
      if (self->step_ == Step::ended) return;
      if (failed) return self->give_up_reading(failed, false);
      self->take_head();
    });
  }

  void take_head() {
    request_ = {};
    keep_alive_ = parser_->get().keep_alive();
    http_1_0_ = parser_->get().version() < 11;
    for (const auto& field : parser_->get().base()) request_.headers.add(field.name_string(), field.value());
    request_.method = parser_->get().method_string();
    request_.target = parser_->get().target();
    request_.peer = peer_;
    if (auto fault = fault_of(RequestHead{http_1_0_, request_.headers, request_.method, request_.target})) {
      return refuse(*fault);
    }
    request_.target = origin_form(request_.target);
    if (!parser_->is_done() && !http_1_0_ && request_.headers.count("Expect") > 0) return write_continue();
    read_body();
  }

  void write_continue() {
    static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    arm(limits().write_time);
    asio::async_write(stream_, asio::buffer(kContinue), [self = self()](error_code failed, std::size_t) {
      self->disarm();
      if (failed || self->step_ == Step::ended) return self->end();
      self->read_body();
    });
  }

  void read_body() {
    if (parser_->is_done()) return dispatch();
    arm(limits().body_time);
    beast::http::async_read(stream_, buffer_, *parser_, [self = self()](error_code failed, std::size_t) {
      self->disarm();
      if (self->step_ == Step::ended) return;
      if (failed) return self->give_up_reading(failed, true);
      self->dispatch();
    });
  }

  void give_up_reading(const error_code& failed, bool in_body) {
    const auto fault = fault_of(failed, timed_out_, in_body);
    if (!fault) return end();
    refuse(*fault);
  }

  void refuse(const ProtocolFault& fault) {
    keep_alive_ = false;
    discard_ = true;
    write(context_.handler.refuse(fault, peer_));
  }

  void refuse_for_lack_of_room() {
    refuse(
        {503, "connections_exhausted", "The server has as many connections as it may have", "Try again in a moment"});
  }

  void dispatch() {
    step_ = Step::handling;
    head_only_ = request_.method == "HEAD";
    request_.body = std::move(parser_->get().body());
    auto answer = std::make_shared<Answer>(self());
    context_.handler.handle(std::move(request_), [answer](Response response) { answer->send(std::move(response)); });
  }

  // ---- writing

  void write(Response response) {
    if (step_ == Step::ended) return;
    step_ = Step::writing;
    response_ = std::move(response);
    if (context_.loop.draining) keep_alive_ = false;
    if (response_.stream) return write_stream_head();
    const bool bodiless = response_.status == 204 || response_.status == 304;
    head_ = head_of(response_, bodiless ? "" : "Content-Length: " + std::to_string(response_.body.size()) + "\r\n",
                    keep_alive_);
    if (head_only_ || bodiless) response_.body.clear();
    const std::array<asio::const_buffer, 2> parts{asio::buffer(head_), asio::buffer(response_.body)};
    arm(limits().write_time);
    asio::async_write(stream_, parts, [self = self()](error_code failed, std::size_t) {
      self->disarm();
      if (failed || self->step_ == Step::ended) return self->end();
      self->head_only_ = false;
      if (self->keep_alive_) return self->await_request(self->limits().idle_time);
      self->linger();
    });
  }

  // Says that nothing more comes, and takes in what the client is still sending for a while: closing at once would
  // throw away the answer before the client has read it.
  void linger() {
    step_ = Step::lingering;
    using std::chrono::milliseconds;
    arm(context_.loop.draining ? milliseconds{200} : discard_ ? milliseconds{3000} : milliseconds{1000});
    Traits::close(stream_, [self = self()] { self->discard(0); });
  }

  void discard(std::size_t so_far) {
    if (step_ == Step::ended || timed_out_ || so_far > kMostDiscarded) return end();
    buffer_.clear();
    Traits::next_layer(stream_).async_read_some(buffer_.prepare(kReadSize),
                                                [self = self(), so_far](error_code failed, std::size_t size) {
                                                  if (failed) return self->end();
                                                  self->discard(so_far + size);
                                                });
  }

  // ---- streaming

  void write_stream_head() {
    keep_alive_ = false;
    head_ = head_of(response_, http_1_0_ ? "" : "Transfer-Encoding: chunked\r\n", false);
    arm(limits().write_time);
    asio::async_write(stream_, asio::buffer(head_), [self = self()](error_code failed, std::size_t) {
      self->disarm();
      if (failed || self->step_ == Step::ended) return self->end();
      if (!self->head_only_) return self->begin_stream();
      self->release_source();
      self->linger();
    });
  }

  void begin_stream() {
    step_ = Step::streaming;
    if (context_.loop.draining) response_.stream->drain();
    response_.stream->on_change([self = self()] {
      asio::post(self->context_.loop.io, [self]() mutable { std::exchange(self, nullptr)->write_from_stream(); });
    });
    watch_for_leave();
    write_from_stream();
  }

  // A client says nothing while it is sent a stream; that it leaves is noticed by reading.
  void watch_for_leave() {
    buffer_.clear();
    stream_.async_read_some(buffer_.prepare(4096), [self = self()](error_code failed, std::size_t) {
      if (self->step_ != Step::streaming) return;
      if (failed == asio::error::operation_aborted) return;  // the writer's deadline, which ends the session itself
      if (failed == asio::error::eof && !self->response_.stream->ends_with_half_close()) return;
      if (failed) return self->end();
      self->watch_for_leave();
    });
  }

  void write_from_stream() {
    if (step_ != Step::streaming || stream_busy_) return;
    auto [text, what_follows] = response_.stream->take();
    if (!text.empty()) return write_chunk(std::move(text), what_follows);
    if (what_follows != BodyStream::End::not_yet) return end_stream(what_follows);
    timer_.expires_after(limits().heartbeat);
    timer_.async_wait([self = self()](error_code cancelled) {
      if (cancelled || self->step_ != Step::streaming || self->stream_busy_) return;
      std::string beat(self->response_.stream->heartbeat());
      beat.empty() ? self->write_from_stream() : self->write_chunk(std::move(beat), BodyStream::End::not_yet);
    });
  }

  void write_chunk(std::string text, BodyStream::End what_follows) {
    stream_busy_ = true;
    chunk_ = std::move(text);
    if (!http_1_0_) {
      std::array<char, 20> size{};
      const auto written = std::to_chars(size.data(), size.data() + size.size(), chunk_.size(), 16);
      chunk_ = std::string(size.data(), written.ptr) + "\r\n" + chunk_ + "\r\n";
    }
    arm(limits().write_time);
    asio::async_write(stream_, asio::buffer(chunk_), [self = self(), what_follows](error_code failed, std::size_t) {
      self->disarm();
      self->stream_busy_ = false;
      if (failed || self->step_ != Step::streaming) return self->end();
      if (what_follows != BodyStream::End::not_yet) return self->end_stream(what_follows);
      self->write_from_stream();
    });
  }

  void end_stream(BodyStream::End how) {
    release_source();
    if (how == BodyStream::End::broken) return break_off();
    step_ = Step::writing;
    chunk_ = http_1_0_ ? "" : "0\r\n\r\n";
    arm(limits().write_time);
    asio::async_write(stream_, asio::buffer(chunk_), [self = self()](error_code failed, std::size_t) {
      self->disarm();
      failed || self->step_ == Step::ended ? self->end() : self->linger();
    });
  }

  // The client knows that it has not got everything: there was no last chunk; over HTTP/1.0, which has no chunks, the
  // connection is reset.
  void break_off() {
    error_code ignored;
    if (http_1_0_) Traits::socket(stream_).set_option(asio::socket_base::linger(true, 0), ignored);
    end();
  }

  void release_source() {
    if (response_.stream) {
      response_.stream->on_change(nullptr);
      response_.stream->abandon();
    }
    response_.stream.reset();
    response_.source.reset();
  }

  void end() {
    if (step_ == Step::ended) return;
    step_ = Step::ended;
    release_source();
    disarm();
    error_code ignored;
    Traits::socket(stream_).close(ignored);
  }

  Stream stream_;
  asio::steady_timer timer_;
  Peer peer_;
  beast::flat_buffer buffer_;
  std::optional<Parser> parser_;
  Request request_;
  Response response_;
  std::string head_;
  std::string chunk_;
  Step step_ = Step::idle;
  std::uint64_t armed_ = 0;
  bool timed_out_ = false;
  bool keep_alive_ = true;
  bool http_1_0_ = false;
  bool head_only_ = false;
  bool discard_ = false;
  bool stream_busy_ = false;
};

}  // namespace attendsense::api::http
