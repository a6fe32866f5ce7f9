using CanaryMesh.LoadTester.Configuration;

namespace CanaryMesh.LoadTester.Serving;

/// <summary>Lets through what carries the token. Without a token nothing passes: a forgotten Secret must not open a shell.</summary>
internal sealed class TokenGuard(Surroundings surroundings, TokenFile file, LoadTesterMetrics metrics)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var fault = surroundings.RequiresToken ? await FaultAsync(context) : null;
        if (fault is null)
        {
            await next(context);
            return;
        }

        metrics.Refused("token");
        context.Response.Headers.WWWAuthenticate = "Bearer";
        await PlainAnswer.WriteAsync(context, StatusCodes.Status401Unauthorized, fault);
    }

    private async Task<string?> FaultAsync(HttpContext context) => await file.ReadAsync(context.RequestAborted) switch
    {
        null => "this load tester has no token yet: put one into its Secret, or set CANARYMESH_TOKEN_REQUIRED to false",
        { } token when AccessRule.Allows(context.Request.Headers.Authorization, token) => null,
        _ => "the token is missing or wrong: send Authorization: Bearer TOKEN",
    };
}
