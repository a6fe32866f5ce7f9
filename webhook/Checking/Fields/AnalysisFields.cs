namespace CanaryMesh.Webhook.Checking.Fields;

/// <summary>spec.analysis of a Canary.</summary>
internal static class AnalysisFields
{
    private const string Path = "spec.analysis";

    public static IReadOnlyList<FieldRow> Rows { get; } =
    [
        new(Path, FieldFate.Done, "interval iterations threshold maxWeight stepWeight stepWeights[] stepWeightPromotion mirror mirrorWeight"),
        new(Path, FieldFate.Done, "primaryReadyThreshold canaryReadyThreshold"),
        new($"{Path}.match[].headers.*", FieldFate.Done, "exact regex"),
        new($"{Path}.match[].headers.*", FieldFate.Done, "prefix suffix") { RefusedBy = [Providers.GatewayApi] },
        new($"{Path}.match[].queryParams.*", FieldFate.Done, "exact regex"),
        new($"{Path}.match[].queryParams.*", FieldFate.Done, "prefix") { RefusedBy = [Providers.GatewayApi] },
        new($"{Path}.match[].sourceLabels", FieldFate.Refused, "*") { By = [Providers.Istio] },
        new($"{Path}.metrics", FieldFate.Done, "[].name [].interval [].threshold [].thresholdRange.min [].thresholdRange.max [].query"),
        new($"{Path}.metrics", FieldFate.Done, "[].templateRef.name [].templateRef.namespace [].templateVariables.*"),
        new($"{Path}.alerts", FieldFate.Done, "[].name [].severity [].providerRef.name [].providerRef.namespace"),
        new($"{Path}.webhooks", FieldFate.Done, "[].name [].type [].muteAlert [].url [].timeout [].retries [].disableTLS [].metadata.*"),
        new($"{Path}.sessionAffinity", FieldFate.Done, "cookieName primaryCookieName domain httpOnly maxAge partitioned path sameSite secure"),
    ];
}
