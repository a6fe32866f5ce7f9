using CanaryMesh.LoadTester.Tasks;

namespace CanaryMesh.LoadTester.Serving;

/// <summary>The webhook call in a request's body.</summary>
internal static class PayloadBody
{
    public const int Most = 64 * 1024;

    /// <summary>Null if it is not one.</summary>
    public static async Task<Payload?> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return PayloadReader.Read(body.GetBuffer().AsSpan(0, (int)body.Length));
    }
}
