using System.Text;

namespace CanaryMesh.Proxy.Admin;

/// <summary>Readiness, start, drain and metrics; nothing here changes where traffic goes.</summary>
internal sealed class AdminEndpoints(ReadyState ready, DrainHook drain, Func<string> metrics)
{
    private const string Exposition = "text/plain; version=0.0.4; charset=utf-8";

    public Task HandleAsync(HttpContext context)
    {
        var isGet = HttpMethods.IsGet(context.Request.Method);
        switch (context.Request.Path.Value)
        {
            case "/ready" when isGet:
                return Answer(context, ready.IsReady, ready.IsDraining ? "draining" : "listeners not bound");
            case "/started" when isGet:
                return Answer(context, ready.IsBound, "listeners not bound");
            case "/metrics" when isGet:
                return Text(context, StatusCodes.Status200OK, metrics(), Exposition);
            case var path when isGet && drain.Is(path):
                drain.Drain();
                return Text(context, StatusCodes.Status200OK, "draining\n");
            case "/ready" or "/started" or "/metrics":
                return Text(context, StatusCodes.Status405MethodNotAllowed, "method not allowed\n");
            default:
                return Text(context, StatusCodes.Status404NotFound, "not found\n");
        }
    }

    private static Task Answer(HttpContext context, bool good, string reason) =>
        Text(context, good ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, good ? "ok\n" : reason + "\n");

    private static Task Text(HttpContext context, int status, string text, string type = "text/plain; charset=utf-8")
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes, 0, bytes.Length);
    }
}
