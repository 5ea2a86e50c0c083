export {};
//# sourceMappingURL=test-data.js.map