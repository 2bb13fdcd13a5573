// What samples of several checks begin with.

/** A pod whose container has a name and an image; further keys of it stand at six columns. */
export const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx
`;
