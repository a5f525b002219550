#include "attendsense/crypto/rsa_key.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <memory>

namespace attendsense::crypto {
namespace {

struct Free {
  void operator()(BIO* bio) const { BIO_free(bio); }

  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }

  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

using Key = std::unique_ptr<EVP_PKEY, Free>;

Secret pem_of(EVP_PKEY* key, const EVP_CIPHER* cipher = nullptr) {
  const std::unique_ptr<BIO, Free> bio(BIO_new(BIO_s_mem()));
  const unsigned char password[] = "password";
  PEM_write_bio_PrivateKey(bio.get(), key, cipher, cipher != nullptr ? password : nullptr, cipher != nullptr ? 8 : 0,
                           nullptr, nullptr);
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &text);
  return Secret(std::string(text, static_cast<std::size_t>(size)));
}

bool verifies(EVP_PKEY* key, BytesView content, BytesView signature) {
  const std::unique_ptr<EVP_MD_CTX, Free> context(EVP_MD_CTX_new());
  return EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
         EVP_DigestVerify(context.get(), signature.data(), signature.size(), content.data(), content.size()) == 1;
}

TEST(RsaKey, signs_what_its_public_half_verifies) {
  const Key key(EVP_RSA_gen(2048));
  const Result<RsaKey> read = RsaKey::from_pem(pem_of(key.get()));
  ASSERT_TRUE(read) << read.error().text();
  for (const std::string_view content : {"", "header.claims"}) {
    const Bytes signature = read->sign_rs256(as_bytes(content));
    EXPECT_EQ(signature.size(), 256U);
    EXPECT_TRUE(verifies(key.get(), as_bytes(content), signature));
    EXPECT_FALSE(verifies(key.get(), as_bytes("other"), signature));
  }
}

TEST(RsaKey, refuses_what_is_no_strong_rsa_key) {
  const Key weak(EVP_RSA_gen(1024));
  const Key curve(EVP_EC_gen("P-256"));
  const Key strong(EVP_RSA_gen(2048));
  const std::string good = pem_of(strong.get()).reveal();
  const Secret encrypted = pem_of(strong.get(), EVP_aes_256_cbc());
  for (const Secret& bad : {Secret(), Secret("nonsense"), Secret(good.substr(0, good.size() / 2)), pem_of(weak.get()),
                            pem_of(curve.get()), encrypted}) {
    const Result<RsaKey> read = RsaKey::from_pem(bad);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, "rsa_key_malformed");
  }
}

}  // namespace
}  // namespace attendsense::crypto
