#pragma once

namespace attendsense::transport::amqp {

// Wakes a thread that waits on sockets. ring() is safe from any thread.
class Wake {
 public:
  Wake();
  ~Wake();
  Wake(const Wake&) = delete;
  Wake& operator=(const Wake&) = delete;

  void ring() const;
  // Whatever rang before is heard.
  void clear() const;

  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

}  // namespace attendsense::transport::amqp
