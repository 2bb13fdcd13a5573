// Kubernetes APIs that client-go knows to be deprecated, as helm lint warns of them (test/vectors/deprecated-apis.json).

/**
 * One line per group, version and fate: deprecated in, removed in, group and version to use instead, the client-go
 * releases that know it (`-1.35`: up to, `1.36-`: since), and the kinds. `Kind*` stands for its List too; `Kind=Other`
 * names the kind to use where it is another one. `-` stands for nothing.
 */
export const DEPRECATED_APIS = `
admissionregistration.k8s.io/v1alpha1 1.29 1.32 - all ValidatingAdmissionPolicy* ValidatingAdmissionPolicyBinding*
admissionregistration.k8s.io/v1alpha1 1.35 1.38 - all MutatingAdmissionPolicy* MutatingAdmissionPolicyBinding*
admissionregistration.k8s.io/v1beta1 1.16 1.22 admissionregistration.k8s.io/v1 all MutatingWebhookConfiguration* ValidatingWebhookConfiguration*
admissionregistration.k8s.io/v1beta1 1.31 1.34 - all ValidatingAdmissionPolicy* ValidatingAdmissionPolicyBinding*
admissionregistration.k8s.io/v1beta1 1.37 1.40 - -1.35 MutatingAdmissionPolicy* MutatingAdmissionPolicyBinding*
admissionregistration.k8s.io/v1beta1 1.37 1.40 admissionregistration.k8s.io/v1 1.36- MutatingAdmissionPolicy* MutatingAdmissionPolicyBinding*
apps/v1beta1 1.8 1.16 apps/v1 all ControllerRevision* Deployment* DeploymentRollback StatefulSet*
apps/v1beta1 1.8 1.16 autoscaling/v1 all Scale
apps/v1beta2 1.9 1.16 apps/v1 all ControllerRevision* DaemonSet* Deployment* ReplicaSet* StatefulSet*
apps/v1beta2 1.9 1.16 autoscaling/v1 all Scale
authentication.k8s.io/v1alpha1 1.29 1.32 - all SelfSubjectReview
authentication.k8s.io/v1beta1 1.19 1.22 authentication.k8s.io/v1 all TokenReview
authentication.k8s.io/v1beta1 1.30 1.33 - all SelfSubjectReview
authorization.k8s.io/v1beta1 1.19 1.22 authorization.k8s.io/v1 all LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview
autoscaling/v2beta1 1.22 1.25 autoscaling/v2 -1.35 HorizontalPodAutoscaler
autoscaling/v2beta1 1.22 1.25 autoscaling/v2beta2 -1.35 HorizontalPodAutoscalerList
autoscaling/v2beta2 1.22 1.25 - -1.35 HorizontalPodAutoscalerList
autoscaling/v2beta2 1.23 1.26 autoscaling/v2 -1.35 HorizontalPodAutoscaler
batch/v1beta1 1.21 1.25 batch/v1 all CronJob*
certificates.k8s.io/v1alpha1 1.34 1.37 - all ClusterTrustBundle*
certificates.k8s.io/v1alpha1 1.37 1.40 - -1.34 PodCertificateRequest*
certificates.k8s.io/v1beta1 1.19 1.22 certificates.k8s.io/v1 all CertificateSigningRequest*
certificates.k8s.io/v1beta1 1.36 1.39 - -1.35 ClusterTrustBundle*
certificates.k8s.io/v1beta1 1.37 1.40 - 1.36- ClusterTrustBundle*
certificates.k8s.io/v1beta1 1.38 1.41 - 1.35- PodCertificateRequest*
coordination.k8s.io/v1alpha2 1.35 1.38 - all LeaseCandidate*
coordination.k8s.io/v1beta1 1.19 1.22 coordination.k8s.io/v1 all Lease*
coordination.k8s.io/v1beta1 1.36 1.39 - all LeaseCandidate*
discovery.k8s.io/v1beta1 1.21 1.25 discovery.k8s.io/v1 all EndpointSlice
discovery.k8s.io/v1beta1 1.21 1.25 discovery.k8s.io/v1 all EndpointSliceList=EndpointSlice
events.k8s.io/v1beta1 1.22 1.25 - all Event*
extensions/v1beta1 1.14 1.22 networking.k8s.io/v1 all Ingress*
extensions/v1beta1 1.2 1.16 - all Scale
extensions/v1beta1 1.8 1.16 - all DeploymentRollback
extensions/v1beta1 1.8 1.16 apps/v1 all DaemonSet* Deployment* ReplicaSet*
extensions/v1beta1 1.9 1.16 networking.k8s.io/v1 all NetworkPolicy*
flowcontrol.apiserver.k8s.io/v1beta1 1.23 1.26 flowcontrol.apiserver.k8s.io/v1beta3 all FlowSchema* PriorityLevelConfiguration*
flowcontrol.apiserver.k8s.io/v1beta2 1.26 1.29 flowcontrol.apiserver.k8s.io/v1beta3 all FlowSchema* PriorityLevelConfiguration*
flowcontrol.apiserver.k8s.io/v1beta3 1.29 1.32 flowcontrol.apiserver.k8s.io/v1 all FlowSchema* PriorityLevelConfiguration*
networking.k8s.io/v1beta1 1.19 1.22 networking.k8s.io/v1 all Ingress* IngressClassList
networking.k8s.io/v1beta1 1.19 1.22 networking.k8s.io/v1 all IngressClass=IngressClassList
networking.k8s.io/v1beta1 1.34 1.37 - all IPAddress* ServiceCIDR*
node.k8s.io/v1beta1 1.22 1.25 - all RuntimeClass*
policy/v1beta1 1.21 1.25 policy/v1 all PodDisruptionBudget*
policy/v1beta1 1.22 1.25 - all Eviction
rbac.authorization.k8s.io/v1beta1 1.17 1.22 rbac.authorization.k8s.io/v1 all ClusterRole* ClusterRoleBinding* Role* RoleBinding*
resource.k8s.io/v1alpha3 1.36 1.39 - all DeviceTaintRule*
resource.k8s.io/v1alpha3 1.39 1.42 - 1.36- ResourcePoolStatusRequest*
resource.k8s.io/v1beta1 1.35 1.38 - all DeviceClass* ResourceClaim* ResourceClaimTemplate* ResourceSlice*
resource.k8s.io/v1beta2 1.36 1.39 - all DeviceClass* ResourceClaim* ResourceClaimTemplate* ResourceSlice*
resource.k8s.io/v1beta2 1.39 1.42 - 1.36- DeviceTaintRule*
scheduling.k8s.io/v1beta1 1.14 1.22 scheduling.k8s.io/v1 all PriorityClass*
storage.k8s.io/v1alpha1 1.21 1.24 storage.k8s.io/v1 all VolumeAttachment*
storage.k8s.io/v1alpha1 1.21 1.24 storage.k8s.io/v1beta1 all CSIStorageCapacity*
storage.k8s.io/v1alpha1 1.32 1.35 storage.k8s.io/v1 all VolumeAttributesClass*
storage.k8s.io/v1beta1 1.17 1.22 storage.k8s.io/v1 all CSINode
storage.k8s.io/v1beta1 1.17 1.22 storage.k8s.io/v1 all CSINodeList=CSINode
storage.k8s.io/v1beta1 1.19 1.22 storage.k8s.io/v1 all CSIDriver* StorageClass* VolumeAttachment*
storage.k8s.io/v1beta1 1.24 1.27 storage.k8s.io/v1 all CSIStorageCapacity*
storage.k8s.io/v1beta1 1.34 1.37 storage.k8s.io/v1 all VolumeAttributesClass*
storagemigration.k8s.io/v1alpha1 1.33 1.36 - -1.34 StorageVersionMigration*
storagemigration.k8s.io/v1beta1 1.38 1.41 - 1.35- StorageVersionMigration*
v1 1.19 - - all ComponentStatus*
v1 1.33 - discovery.k8s.io/v1 all Endpoints=EndpointSlice
v1 1.33 - discovery.k8s.io/v1 all EndpointsList=EndpointSliceList
`;

/**
 * The same of what client-go has no types of, and replacements that it does not name or names wrongly; they win over the
 * lines above (https://kubernetes.io/docs/reference/using-api/deprecation-guide/).
 */
export const MORE_DEPRECATED_APIS = `
apiextensions.k8s.io/v1beta1 1.16 1.22 apiextensions.k8s.io/v1 all CustomResourceDefinition*
apiregistration.k8s.io/v1beta1 1.19 1.22 apiregistration.k8s.io/v1 all APIService*
events.k8s.io/v1beta1 1.22 1.25 events.k8s.io/v1 all Event*
extensions/v1beta1 1.10 1.16 policy/v1beta1 all PodSecurityPolicy*
networking.k8s.io/v1beta1 1.19 1.22 networking.k8s.io/v1 all IngressClass*
node.k8s.io/v1beta1 1.22 1.25 node.k8s.io/v1 all RuntimeClass*
policy/v1beta1 1.21 1.25 - all PodSecurityPolicy*
policy/v1beta1 1.22 1.25 policy/v1 all Eviction
`;
