using CanaryMesh.LoadTester.Gates;

namespace CanaryMesh.LoadTester.Serving;

/// <summary>Flagger's gates: two that always say the same, and one a canary that people open and close.</summary>
internal sealed class GateEndpoints(GateBook book)
{
    private const string Forbidden = "Forbidden";

    public void Map(IEndpointRouteBuilder app)
    {
        app.Map("/gate/approve", context => PlainAnswer.WriteAsync(context, StatusCodes.Status200OK, "OK"));
        app.Map("/gate/halt", context => PlainAnswer.WriteAsync(context, StatusCodes.Status403Forbidden, Forbidden));
        Map(app, "/gate", GateKind.Gate);
        Map(app, "/rollback", GateKind.Rollback);
    }

    private void Map(IEndpointRouteBuilder app, string path, GateKind kind)
    {
        app.Map(path + "/check", context => AnswerAsync(context, kind, Check));
        app.Map(path + "/open", context => AnswerAsync(context, kind, Open));
        app.Map(path + "/close", context => AnswerAsync(context, kind, Close));
        app.Map(path + "/{**rest}", context => PlainAnswer.WriteAsync(
            context, StatusCodes.Status404NotFound, $"{path} has check, open and close{(kind is GateKind.Gate ? ", approve and halt" : "")}"));
    }

    private (int Status, string Text) Check(GateKey key) =>
        book.IsOpen(key) ? (StatusCodes.Status200OK, "Approved") : (StatusCodes.Status403Forbidden, Forbidden);

    private (int Status, string Text) Open(GateKey key) =>
        book.TryOpen(key) ? (StatusCodes.Status202Accepted, "opened") : (StatusCodes.Status507InsufficientStorage, "too many gates are open");

    private (int Status, string Text) Close(GateKey key)
    {
        book.Close(key);
        return (StatusCodes.Status202Accepted, "closed");
    }

    private static async Task AnswerAsync(HttpContext context, GateKind kind, Func<GateKey, (int Status, string Text)> act)
    {
        var (status, text) = await PayloadBody.ReadAsync(context) is { Name: { Length: > 0 } name, Namespace: { Length: > 0 } space }
            ? act(new(kind, space, name))
            : (StatusCodes.Status400BadRequest, "a JSON object with name and namespace is needed");
        await PlainAnswer.WriteAsync(context, status, text);
    }
}
