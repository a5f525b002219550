#include "attendsense/crypto/fernet.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <stdexcept>

#include "attendsense/crypto/base64.hpp"
#include "attendsense/crypto/signature.hpp"
#include "attendsense/crypto/token.hpp"
#include "fernet_format.hpp"
#include "sodium.hpp"
#include "token_text.hpp"

namespace attendsense::crypto {

namespace {

// A token, decoded: version, seconds since 1970 (big-endian), initialisation vector, ciphertext, signature.
constexpr std::uint8_t kVersion = 0x80;
constexpr std::size_t kTimeAt = 1;
constexpr std::size_t kIvAt = kTimeAt + 8;
constexpr std::size_t kCipherAt = kIvAt + 16;
constexpr std::size_t kBlock = 16;
constexpr std::size_t kSignatureSize = 32;
constexpr std::size_t kSmallest = kCipherAt + kBlock + kSignatureSize;

struct ContextDeleter {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};

using Context = std::unique_ptr<EVP_CIPHER_CTX, ContextDeleter>;

void require(bool succeeded, const char* what) {
  if (!succeeded) throw std::runtime_error(std::string("OpenSSL failed at ") + what);
}

int int_size(BytesView bytes) {
  if (bytes.size() > std::numeric_limits<int>::max() - 2 * kBlock)
    throw std::length_error("too large for a Fernet token");
  return static_cast<int>(bytes.size());
}

// Appends the padded ciphertext to `out`.
void encrypt_cbc(BytesView key, const FernetIv& iv, BytesView plain, Bytes& out) {
  const Context context(EVP_CIPHER_CTX_new());
  require(context != nullptr, "EVP_CIPHER_CTX_new");
  require(EVP_EncryptInit_ex(context.get(), EVP_aes_128_cbc(), nullptr, key.data(), iv.data()) == 1, "EncryptInit");
  const std::size_t start = out.size();
  out.resize(start + plain.size() + kBlock);
  int written = 0;
  int last = 0;
  require(EVP_EncryptUpdate(context.get(), &out[start], &written, plain.data(), int_size(plain)) == 1, "EncryptUpdate");
  require(EVP_EncryptFinal_ex(context.get(), out.data() + start + written, &last) == 1, "EncryptFinal");
  out.resize(start + static_cast<std::size_t>(written + last));
}

// Nothing when the padding is wrong.
std::optional<Bytes> decrypt_cbc(BytesView key, BytesView iv, BytesView cipher) {
  const Context context(EVP_CIPHER_CTX_new());
  require(context != nullptr, "EVP_CIPHER_CTX_new");
  require(EVP_DecryptInit_ex(context.get(), EVP_aes_128_cbc(), nullptr, key.data(), iv.data()) == 1, "DecryptInit");
  Bytes plain(cipher.size() + kBlock);
  int written = 0;
  int last = 0;
  require(EVP_DecryptUpdate(context.get(), plain.data(), &written, cipher.data(), int_size(cipher)) == 1,
          "DecryptUpdate");
  if (EVP_DecryptFinal_ex(context.get(), plain.data() + written, &last) != 1) return std::nullopt;
  plain.resize(static_cast<std::size_t>(written) + static_cast<std::size_t>(last));
  return plain;
}

std::uint64_t seconds_of(Instant now) {
  return static_cast<std::uint64_t>(std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count());
}

std::uint64_t time_in(BytesView token) {
  std::uint64_t seconds = 0;
  for (std::size_t i = 0; i < 8; ++i) seconds = (seconds << 8) | token[kTimeAt + i];
  return seconds;
}

std::unexpected<Error> refuse(const char* code, const char* message, const char* remedy = "") {
  return fail(Failure::invalid_input, code, message, remedy);
}

Result<void> check_time(std::uint64_t made, Instant now, std::chrono::seconds time_to_live) {
  const std::uint64_t present = seconds_of(now);
  // Compared without adding to `made`, which the sender chose and which may be near the largest number.
  if (made > present && made - present > static_cast<std::uint64_t>(kFernetMaxClockSkew.count())) {
    return refuse("fernet_future", "The Fernet token is from the future", "Set the sender's clock");
  }
  if (made < present && present - made > static_cast<std::uint64_t>(std::max<std::int64_t>(0, time_to_live.count()))) {
    return refuse("fernet_expired", "The Fernet token is too old");
  }
  return {};
}

// Everything that can be said without the key.
Result<Bytes> decode(std::string_view token) {
  std::optional<Bytes> decoded = decode_public(token);
  if (!decoded) return refuse("fernet_malformed", "The Fernet token is not base64url text with padding");
  if (decoded->empty()) return refuse("fernet_malformed", "The Fernet token is empty");
  if (decoded->front() != kVersion) {
    return fail(Failure::unsupported, "fernet_version", "This is not a Fernet token of version 0x80");
  }
  if (decoded->size() < kSmallest) return refuse("fernet_malformed", "The Fernet token is too short");
  if ((decoded->size() - kCipherAt - kSignatureSize) % kBlock != 0) {
    return refuse("fernet_malformed", "The Fernet token does not hold whole cipher blocks");
  }
  return *std::move(decoded);
}

}  // namespace

FernetKey FernetKey::generate() {
  return FernetKey(KeyBytes::random());
}

Result<FernetKey> FernetKey::parse(const Secret& text) {
  Result<Bytes> bytes = from_base64url(text.reveal(), Padding::with);
  if (!bytes || bytes->size() != KeyBytes::kSize) {
    return fail(Failure::invalid_input, "fernet_key_malformed",
                "A Fernet key is 32 bytes as 44 characters of base64url",
                "Copy the whole key, including the = at its end");
  }
  FernetKey key(KeyBytes::copy_of(*bytes));
  sodium_memzero(bytes->data(), bytes->size());
  return key;
}

Secret FernetKey::text() const {
  return Secret(to_base64url(bytes(), Padding::with));
}

std::string fernet_encrypt_with(const FernetKey& key, BytesView plain, Instant now, const FernetIv& iv) {
  Bytes token;
  token.reserve(kSmallest + plain.size());
  token.push_back(kVersion);
  const std::uint64_t seconds = seconds_of(now);
  for (int shift = 56; shift >= 0; shift -= 8) token.push_back(static_cast<std::uint8_t>(seconds >> shift));
  token.insert(token.end(), iv.begin(), iv.end());
  encrypt_cbc(key.encryption_half(), iv, plain, token);
  const Signature signature = hmac_sha256(key.signing_half(), token);
  token.insert(token.end(), signature.begin(), signature.end());
  return encode_public(token);
}

std::string fernet_encrypt(const FernetKey& key, BytesView plain, Instant now) {
  ensure_sodium();
  FernetIv iv;
  randombytes_buf(iv.data(), iv.size());
  return fernet_encrypt_with(key, plain, now, iv);
}

Result<Bytes> fernet_decrypt(const FernetKey& key, std::string_view text, Instant now,
                             std::optional<std::chrono::seconds> time_to_live) {
  const Result<Bytes> decoded = decode(text);
  if (!decoded) return fail(decoded.error());
  const BytesView token = *decoded;
  const BytesView signed_part = token.first(token.size() - kSignatureSize);
  if (!equal_in_constant_time(hmac_sha256(key.signing_half(), signed_part), token.last(kSignatureSize))) {
    return refuse("fernet_signature", "The Fernet token was made with another key, or changed on its way",
                  "Check that both sides hold the same key");
  }
  if (time_to_live) {
    if (Result<void> timely = check_time(time_in(token), now, *time_to_live); !timely) return fail(std::move(timely));
  }
  std::optional<Bytes> plain =
      decrypt_cbc(key.encryption_half(), token.subspan(kIvAt, kBlock), signed_part.subspan(kCipherAt));
  if (!plain) return refuse("fernet_padding", "The content of the Fernet token is not padded plain text");
  return *std::move(plain);
}

}  // namespace attendsense::crypto
