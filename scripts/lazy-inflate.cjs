// fflate for the command line, which starts faster when its tables are made only where an archive is read.
exports.Gunzip = class Gunzip {
  constructor(ondata) {
    const { Gunzip } = require('fflate/browser');
    // biome-ignore lint/correctness/noConstructorReturn: it stands for the class itself.
    return new Gunzip(ondata);
  }
};
exports.inflateSync = (...args) => require('fflate/browser').inflateSync(...args);
exports.strFromU8 = (...args) => require('fflate/browser').strFromU8(...args);
