using CanaryMesh.LoadTester.Gates;

namespace CanaryMesh.LoadTester.Tests.Gates;

public class GateBookTests
{
    private static readonly GateKey Web = new(GateKind.Gate, "shop", "web");

    [Fact]
    public void Gate_NobodyOpened_IsClosed() => Assert.False(new GateBook(1).IsOpen(Web));

    [Fact]
    public void Gate_OpenedAndClosed_Follows()
    {
        var book = new GateBook(1);

        Assert.True(book.TryOpen(Web));
        Assert.True(book.IsOpen(Web));
        book.Close(Web);

        Assert.False(book.IsOpen(Web));
        Assert.Equal(0, book.OpenCount);
    }

    [Fact]
    public void Gate_OfAnotherCanaryOrKind_StaysClosed()
    {
        var book = new GateBook(9);

        book.TryOpen(Web);

        Assert.False(book.IsOpen(Web with { Kind = GateKind.Rollback }));
        Assert.False(book.IsOpen(Web with { Namespace = "other" }));
        Assert.False(book.IsOpen(Web with { Name = "api" }));
    }

    [Fact]
    public void Open_OfAFullBook_IsRefusedButForWhatIsOpen()
    {
        var book = new GateBook(1);

        Assert.True(book.TryOpen(Web));
        Assert.False(book.TryOpen(Web with { Name = "api" }));
        Assert.True(book.TryOpen(Web));
    }
}
