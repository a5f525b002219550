import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist", "src/service_worker.js", "public", "eslint.config.js"] },
  ...tseslint.configs.strictTypeChecked,
  hooks.configs["recommended-latest"],
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-confusing-void-expression": "off",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
    },
  },
  {
    // An area knows what is shared, and no other area.
    files: ["src/areas/**"],
    rules: { "no-restricted-imports": ["error", { patterns: ["**/areas/*", "../../areas/**", "../../shell/**"] }] },
  },
);
