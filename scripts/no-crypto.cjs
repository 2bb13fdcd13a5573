// Stands for Node's crypto in a bundle that does not need it: bcryptjs gets its salts from us.
module.exports = {};
