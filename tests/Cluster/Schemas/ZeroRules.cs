namespace CanaryMesh.Cluster.Schemas;

/// <summary>Which fields of the built-in types vanish when they are zero, and which structs are always there.</summary>
internal static class ZeroRules
{
    private static readonly HashSet<string> ZeroNumbers =
    [
        "minReadySeconds", "hostPort", "nodePort", "healthCheckNodePort", "initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold",
        "failureThreshold", "observedGeneration", "updatedReplicas", "readyReplicas", "availableReplicas", "unavailableReplicas",
        "fullyLabeledReplicas", "count", "active", "succeeded", "failed", "expirationSeconds", "generation", "deprecatedCount",
    ];

    private static readonly HashSet<string> KeptNumbers =
        ["V1ClientIPConfig.timeoutSeconds", "V1MutatingWebhook.timeoutSeconds", "V1ValidatingWebhook.timeoutSeconds", "V2HPAScalingPolicy.periodSeconds"];

    private static readonly HashSet<string> FalseFlags =
    [
        "paused", "hostNetwork", "hostPID", "hostIPC", "stdin", "stdinOnce", "tty", "readOnly", "unschedulable", "publishNotReadyAddresses",
        "globalDefault", "x-kubernetes-embedded-resource", "x-kubernetes-int-or-string", "uniqueItems", "exclusiveMaximum", "exclusiveMinimum", "nullable",
    ];

    private static readonly HashSet<string> KeptTexts =
    [
        "V1EnvVar.name", "V1Condition.message", "V1Condition.reason", "V1PersistentVolumeClaimSpec.storageClassName", "V1ConditionPolicyRule.x",
        "V1LeaseSpec.holderIdentity", "V1HTTPHeader.value", "V1ContainerStatus.image", "V1ContainerStatus.imageID", "V1ObjectFieldSelector.fieldPath",
        "Discoveryv1EndpointPort.name", "Corev1EndpointPort.x", "V1OwnerReference.uid", "V1OwnerReference.name", "V1PriorityClass.x", "V1RoleRef.apiGroup",
        "V1RoleRef.name", "V1MutatingWebhook.name",
    ];

    private static readonly HashSet<string> KeptLists =
    [
        "V1Role.rules", "V1ClusterRole.rules", "V1PolicyRule.verbs", "V1EndpointSlice.endpoints", "V1EndpointSlice.ports", "V1Endpoint.addresses",
        "V1PodSpec.containers", "V1LabelSelectorRequirement.x", "V1LimitRangeSpec.limits", "V1CustomResourceDefinitionStatus.storedVersions",
        "V1CustomResourceDefinitionStatus.conditions", "V1JSONSchemaProps.default",
    ];

    private static readonly HashSet<string> Structs =
    [
        "V1Container.resources", "V1EphemeralContainer.resources", "V1Deployment.status", "V1Deployment.spec", "V1DeploymentSpec.strategy", "V1DeploymentSpec.template",
        "V1DeploymentSpec.x", "V1PodTemplateSpec.metadata", "V1PodTemplateSpec.spec", "V1Deployment.metadata", "V1ReplicaSet.status", "V1ReplicaSet.spec",
        "V1Pod.status", "V1Pod.spec", "V1Service.status", "V1Service.spec", "V1ServiceStatus.loadBalancer", "V1Namespace.status", "V1Namespace.spec",
        "V1Job.status", "V1Job.spec", "V1JobSpec.template", "V1Node.status", "V1Node.spec", "V1NodeStatus.daemonEndpoints", "V1NodeStatus.nodeInfo",
        "V1PersistentVolumeClaim.status", "V1PersistentVolumeClaim.spec", "V1PersistentVolumeClaimSpec.resources", "V1ResourceQuota.spec", "V1ResourceQuota.status",
        "V1LimitRange.spec", "V1PodDisruptionBudget.spec", "V1PodDisruptionBudget.status", "V2HorizontalPodAutoscaler.spec", "V2HorizontalPodAutoscaler.status",
        "V1Lease.spec", "V1NetworkPolicy.spec", "Corev1Event.source", "Corev1Event.involvedObject", "Eventsv1Event.regarding", "Eventsv1Event.deprecatedSource",
        "V1NetworkPolicySpec.podSelector", "V1ContainerStatus.state", "V1ContainerStatus.lastState", "V1Endpoint.conditions",
        "V1MutatingWebhook.clientConfig", "V1ValidatingWebhook.clientConfig", "V1CustomResourceDefinition.status", "V1CustomResourceDefinitionStatus.acceptedNames",
    ];

    private static readonly HashSet<string> MicroTimes =
        ["V1LeaseSpec.acquireTime", "V1LeaseSpec.renewTime", "Corev1Event.eventTime", "Eventsv1Event.eventTime", "Corev1EventSeries.lastObservedTime", "Eventsv1EventSeries.lastObservedTime"];

    public static bool Micro(string owner, string field) => MicroTimes.Contains($"{owner}.{field}");

    public static bool Always(string owner, string field) => Structs.Contains($"{owner}.{field}");

    public static bool OmitZero(string owner, string field, FieldShape shape) => shape switch
    {
        FieldShape.Integer or FieldShape.Long when KeptNumbers.Contains($"{owner}.{field}") => false,
        FieldShape.Integer or FieldShape.Long => ZeroNumbers.Contains(field) || (owner, field) is ("V1DeploymentStatus", "replicas"),
        FieldShape.Flag => FalseFlags.Contains(field),
        FieldShape.Text => !KeptTexts.Contains($"{owner}.{field}"),
        FieldShape.List or FieldShape.Map => !KeptLists.Contains($"{owner}.{field}"),
        _ => false,
    };
}
