#include "attendsense/crypto/rsa_key.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>

#include <stdexcept>

namespace attendsense::crypto {

namespace {

constexpr int kLeastBits = 2048;

struct Free {
  void operator()(BIO* bio) const { BIO_free(bio); }

  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }

  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

// Without it OpenSSL would ask the terminal for the password of an encrypted key.
int no_password(char*, int, int, void*) {
  return -1;
}

}  // namespace

struct RsaKey::Key {
  std::unique_ptr<EVP_PKEY, Free> handle;
};

Result<RsaKey> RsaKey::from_pem(const Secret& pem) {
  const std::string& text = pem.reveal();
  const std::unique_ptr<BIO, Free> bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  auto key = std::make_shared<Key>();
  if (bio) key->handle.reset(PEM_read_bio_PrivateKey(bio.get(), nullptr, no_password, nullptr));
  if (!key->handle || EVP_PKEY_is_a(key->handle.get(), "RSA") != 1 ||
      EVP_PKEY_get_bits(key->handle.get()) < kLeastBits) {
    return fail(Failure::invalid_input, "rsa_key_malformed",
                "The private key is not an unencrypted RSA key of at least 2048 bits in PEM", "Make a new key");
  }
  return RsaKey(std::move(key));
}

Bytes RsaKey::sign_rs256(BytesView content) const {
  const std::unique_ptr<EVP_MD_CTX, Free> context(EVP_MD_CTX_new());
  std::size_t size = 0;
  Bytes signature;
  bool done = context && EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_->handle.get()) == 1 &&
              EVP_DigestSign(context.get(), nullptr, &size, content.data(), content.size()) == 1;
  if (done) {
    signature.resize(size);
    done = EVP_DigestSign(context.get(), signature.data(), &size, content.data(), content.size()) == 1;
  }
  if (!done) throw std::runtime_error("OpenSSL failed at an RSA signature");
  signature.resize(size);
  return signature;
}

}  // namespace attendsense::crypto
