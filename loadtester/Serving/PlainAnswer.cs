namespace CanaryMesh.LoadTester.Serving;

/// <summary>An answer people can read in a log.</summary>
internal static class PlainAnswer
{
    public static Task WriteAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text.EndsWith('\n') ? text : text + "\n", context.RequestAborted);
    }
}
