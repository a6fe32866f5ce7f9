namespace CanaryMesh.Webhook.Checking.Fields;

/// <summary>spec.service.match of a Canary: which requests a route is for.</summary>
internal static class MatchFields
{
    private const string Path = "spec.service.match";
    private const string Words = "the proxies split what reaches the Service: write it into a route of your own; conditions of a trial stand in spec.analysis.match";

    private const string Common =
        "[].headers.*.exact [].headers.*.regex [].method.exact [].queryParams.*.exact [].queryParams.*.regex [].uri.exact [].uri.prefix [].uri.regex";

    // Nothing that an HTTPRoute can compare.
    private const string OfMesh =
        "[].authority.exact [].authority.prefix [].authority.regex [].gateways[] [].headers.*.prefix [].ignoreUriCase [].method.prefix [].method.regex [].port "
        + "[].queryParams.*.prefix [].scheme.exact [].scheme.prefix [].scheme.regex [].sourceLabels.* [].sourceNamespace "
        + "[].withoutHeaders.*.exact [].withoutHeaders.*.prefix [].withoutHeaders.*.regex";

    public static IReadOnlyList<FieldRow> Rows { get; } =
    [
        new(Path, FieldFate.NoEffect, Common, Words) { By = [Providers.Istio, Providers.GatewayApi] },
        new(Path, FieldFate.NoEffect, OfMesh, Words) { By = [Providers.Istio], RefusedBy = [Providers.GatewayApi] },
        new($"{Path}[].name", FieldFate.NoEffect, "", Words) { By = [Providers.Istio], Whole = Path, Else = "the conditions of an HTTPRoute have no names" },
    ];
}
