using CanaryMesh.Proxy.Forwarding;
using Microsoft.AspNetCore.Http.Features;

namespace CanaryMesh.Proxy.Http1;

/// <summary>What must be known of a request to send it.</summary>
internal readonly record struct RequestShape(bool HasBody, bool IsChunked, bool IsUpgrade, bool WaitsForContinue, bool SafeToRepeat)
{
    public static RequestShape Of(HttpContext context)
    {
        var request = context.Request;
        var hasBody = context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? false;
        var isUpgrade = !hasBody
            && context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
            && !HopByHop.IsNamed(request.Headers.Upgrade, "h2c");
        return new RequestShape(
            hasBody,
            hasBody && request.ContentLength is null,
            isUpgrade,
            hasBody && HopByHop.IsNamed(request.Headers.Expect, "100-continue"),
            !hasBody && !isUpgrade && Idempotence.Of(request.Method));
    }
}
